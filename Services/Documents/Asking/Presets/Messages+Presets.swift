import Daemon

/// What is said of forms.
extension Messages {
    static let presetNotFound = LocalizedText(
        es: "Ese formulario no existe o no es tuyo.",
        en: "That form does not exist, or it is not yours."
    )

    static let ownPresets = HoldingText(
        title: LocalizedText(es: "Formularios de preguntas que creaste", en: "Forms for questions that you made"),
        purpose: LocalizedText(
            es: "Que puedas volver a preguntar lo mismo completando los espacios.",
            en: "Let you ask the same again by filling in the blanks."
        ),
        ground: LocalizedText(es: "Tu uso de la biblioteca.", en: "Your use of the library.")
    )

    static func blankMissing(_ label: String) -> LocalizedText {
        LocalizedText(es: "Falta completar «\(label)».", en: "“\(label)” has to be filled in.")
    }

    static func badChoice(_ label: String) -> LocalizedText {
        LocalizedText(
            es: "Revisa «\(label)»: elige una opción de la lista, o escribe un número entero.",
            en: "Check “\(label)”: choose one of the list, or write a whole number."
        )
    }

    static func badPreset(_ limit: Int) -> LocalizedText {
        LocalizedText(
            es: """
                El formulario necesita un título, un texto de hasta \(limit) caracteres, y un nombre para cada espacio \
                [[así]]; los espacios se escriben en minúsculas y sin tildes.
                """,
            en: """
                The form needs a title, a text of up to \(limit) characters, and a label for each [[blank]]; blanks are \
                written in small letters without accents.
                """
        )
    }

    static func tooManyPresets(_ limit: Int) -> LocalizedText {
        LocalizedText(
            es: "Ya tienes \(limit) formularios. Borra alguno antes de crear otro.",
            en: "You have \(limit) forms already. Delete one before you make another."
        )
    }
}
