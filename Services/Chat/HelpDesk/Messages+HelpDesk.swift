import Daemon

/// What citizens are told by the help desk, and its administrators of the prompt.
extension Messages {
    static let greeting = LocalizedText(
        es: "Hola. Decinos tu municipio o localidad y qué necesitás, y te damos los datos de la oficina.",
        en: "Hello. Tell us your municipality or town and what you need, and we give you the office's details."
    )
    static let nameYourPlace = LocalizedText(
        es: "¿De qué municipio o localidad sos? Con eso te damos los datos de la oficina.",
        en: "Which municipality or town are you from? With that we give you the office's details."
    )
    static let choosePlace = LocalizedText(
        es: "Hay más de un lugar con ese nombre. Elegí el tuyo:",
        en: "There is more than one place with that name. Choose yours:"
    )
    static let noOffice = LocalizedText(
        es: "Todavía no tenemos los datos de la oficina de ese municipio.",
        en: "We don't have the details of that municipality's office yet."
    )
    static let notKnown = LocalizedText(
        es: "No tenemos una respuesta aprobada para eso. Podés «Hablar con una persona» y te contestan.",
        en: "We have no approved answer to that. You can “Talk with a person” and get a reply."
    )
    static let municipioAway = LocalizedText(
        es: "Ahora no podemos consultar los datos de las oficinas. Probá de nuevo en unos minutos.",
        en: "We can't look up the offices right now. Try again in a few minutes."
    )
    static let badSession = LocalizedText(
        es: "El identificador de la conversación no sirve: debe tener entre 1 y 128 caracteres.",
        en: "The conversation's id is not usable: it must have between 1 and 128 characters."
    )
    static let unknownPlace = LocalizedText(
        es: "Ese municipio no existe. Elegí uno de la lista.",
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
        let title = office.example ? "\(office.dependencia) (\(exampleMark[language]))" : office.dependencia
        let lines = details.compactMap { name, value in value.map { "\(name[language]): \($0)" } }
        return ([title] + lines + (office.stale ? [stale[language]] : [])).joined(separator: "\n")
    }

    static func topic(_ topic: Consultation.Topic, in language: Language) -> String {
        let title = topic.example ? "\(topic.title) (\(exampleMark[language]))" : topic.title
        return title + "\n" + topic.answer
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
        )
    )
    static let helpDeskPrompts = HoldingText(
        title: LocalizedText(es: "Instrucciones que escribiste", en: "Instructions that you wrote"),
        purpose: LocalizedText(
            es: "Saber quién cambió las instrucciones de la mesa de ayuda.",
            en: "Know who changed the help desk's instructions."
        )
    )
}
