import Daemon

/// What citizens are told by the help desk, and its administrators of the prompt.
extension Messages {
    static let greeting = LocalizedText(
        es: "Hola. Dinos tu municipio o localidad y qué necesitas, y te damos los datos de la oficina.",
        en: "Hello. Tell us your municipality or town and what you need, and we give you the office's details."
    )
    static let nameYourPlace = LocalizedText(
        es: "¿De qué municipio o localidad eres? Con eso te damos los datos de la oficina.",
        en: "Which municipality or town are you from? With that we give you the office's details."
    )
    static let choosePlace = LocalizedText(
        es: "Puede ser más de un lugar. Elige el tuyo:",
        en: "It may be more than one place. Choose yours:"
    )
    static let confirmPlace = LocalizedText(es: "¿Es este tu municipio?", en: "Is this your municipality?")
    static let noOffice = LocalizedText(
        es: "Todavía no tenemos los datos de la oficina de ese municipio.",
        en: "We don't have the details of that municipality's office yet."
    )
    static let notKnown = LocalizedText(
        es: "No tenemos una respuesta aprobada para eso. Con «Hablar con una persona» te contestan.",
        en: "We have no approved answer to that. You can “Talk with a person” and get a reply."
    )
    static let notUnderstood = LocalizedText(
        es: """
            No encontramos en tu pregunta un municipio ni algo que sepamos responder. Escribe el nombre de tu municipio o \
            localidad, o usa «Hablar con una persona».
            """,
        en: """
            We found neither a municipality in your question nor anything we can answer. Write the name of your \
            municipality or town, or use “Talk with a person”.
            """
    )
    static let helpDeskRefusal = LocalizedText(
        es: """
            No puedo atender este mensaje: pide cambiar o mostrar mis instrucciones, o usarme para algo que no es mi \
            función. Si necesitas una oficina o un trámite, escríbelo con tus palabras.
            """,
        en: """
            I cannot follow this message: it asks me to change or show my instructions, or to do what I am not for. If \
            you need an office or a procedure, say so in your own words.
            """
    )
    static let promptChanged = LocalizedText(
        es: "Otra persona cambió las instrucciones mientras tanto. Mira la versión nueva antes de guardar.",
        en: "Somebody else changed the instructions meanwhile. Look at the new version before you save."
    )
    static let municipioAway = LocalizedText(
        es: "Ahora no podemos consultar los datos de las oficinas. Inténtalo de nuevo en unos minutos.",
        en: "We can't look up the offices right now. Try again in a few minutes."
    )
    static let badSession = LocalizedText(
        es: "El identificador de la conversación no sirve: debe tener entre 1 y 128 caracteres.",
        en: "The conversation's id is not usable: it must have between 1 and 128 characters."
    )
    static let unknownPlace = LocalizedText(
        es: "Ese municipio no existe. Elige uno de la lista.",
        en: "That municipality does not exist. Choose one of the list."
    )
    static func badPrompt(limit: Int) -> LocalizedText {
        LocalizedText(
            es: "Las instrucciones deben tener entre 1 y \(limit) caracteres.",
            en: "The instructions must have between 1 and \(limit) characters."
        )
    }
    static let unknownVersion = LocalizedText(
        es: "Esa versión de las instrucciones no existe.",
        en: "That version of the instructions does not exist."
    )
    static let cabecera = LocalizedText(es: "Cabecera", en: "Seat")
    static let exampleMark = LocalizedText(es: "ejemplo", en: "example")
    static let stale = LocalizedText(
        es: "Hace tiempo que nadie confirma estos datos: conviene llamar antes de ir.",
        en: "Nobody has confirmed these details for a while: better call before you go."
    )

    /// An office in words, a line for each of its details.
    static func office(_ office: Consultation.Office, in language: Language) -> String {
        let details: [(LocalizedText, String?)] = [
            (LocalizedText(es: "Localidades", en: "Towns"), office.localidades),
            (LocalizedText(es: "Dirección", en: "Address"), office.direccion),
            (LocalizedText(es: "Teléfono", en: "Telephone"), office.telefono),
            (LocalizedText(es: "WhatsApp", en: "WhatsApp"), office.whatsapp),
            (LocalizedText(es: "Horario", en: "Hours"), office.horario),
            (LocalizedText(es: "Correo", en: "E-mail"), office.email),
        ]
        let title = marked(office.dependencia, isExample: office.example, in: language)
        let lines = details.compactMap { name, value in value.map { "\(name[language]): \($0)" } }
        return ([title] + lines + (office.stale ? [stale[language]] : [])).joined(separator: "\n")
    }

    static func topic(_ topic: Consultation.Topic, in language: Language) -> String {
        marked(topic.title, isExample: topic.example, in: language) + "\n" + topic.answer
    }

    /// Says that it is an example, where the title doesn't.
    private static func marked(_ title: String, isExample: Bool, in language: Language) -> String {
        let mark = exampleMark[language]
        return isExample && !title.lowercased().hasPrefix(mark) ? "\(title) (\(mark))" : title
    }

    /// Stands before the facts in what the model is told.
    static let factsPreamble = """
        Datos confirmados. Es lo único que puedes usar; no escribas ningún número, dirección ni correo que no esté aquí:
        """
    static let helpDeskSessions = HoldingText(
        title: LocalizedText(es: "Consultas a la mesa de ayuda", en: "Questions to the help desk"),
        purpose: LocalizedText(
            es: "Seguir la conversación con la mesa de ayuda.",
            en: "Go on with the conversation with the help desk."
        ),
        ground: serviceGround
    )
    static let helpDeskPrompts = HoldingText(
        title: LocalizedText(es: "Instrucciones que escribiste", en: "Instructions that you wrote"),
        purpose: LocalizedText(
            es: "Saber quién cambió las instrucciones de la mesa de ayuda.",
            en: "Know who changed the help desk's instructions."
        ),
        ground: serviceGround
    )
}
