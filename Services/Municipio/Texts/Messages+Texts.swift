import Daemon

/// What people are told of what they wrote.
extension Messages {
    static func missing(_ field: TextField) -> LocalizedText {
        switch field {
        case .title: LocalizedText(es: "Escribe un título.", en: "Write a title.")
        case .question: LocalizedText(es: "Escribe la pregunta.", en: "Write the question.")
        case .answer: LocalizedText(es: "Escribe la respuesta.", en: "Write the answer.")
        case .message: LocalizedText(es: "Escribe qué necesitas.", en: "Write what you need.")
        case .contact:
            LocalizedText(
                es: "Escribe un teléfono o un correo, o deja ese dato sin llenar.",
                en: "Write a telephone or an e-mail address, or leave it out."
            )
        case .note: LocalizedText(es: "Escribe la nota.", en: "Write the note.")
        }
    }

    static func tooLong(_ field: TextField) -> LocalizedText {
        let limit = field.limit
        return switch field {
        case .title:
            LocalizedText(
                es: "El título supera los \(limit) caracteres. Acórtalo.",
                en: "The title is longer than \(limit) characters. Shorten it."
            )
        case .question:
            LocalizedText(
                es: "Una pregunta supera los \(limit) caracteres. Acórtala.",
                en: "A question is longer than \(limit) characters. Shorten it."
            )
        case .answer:
            LocalizedText(
                es: "La respuesta supera los \(limit) caracteres. Acórtala o divídela en dos.",
                en: "The answer is longer than \(limit) characters. Shorten it, or make two of it."
            )
        case .message:
            LocalizedText(
                es: "El mensaje supera los \(limit) caracteres. Acórtalo.",
                en: "The message is longer than \(limit) characters. Shorten it."
            )
        case .contact:
            LocalizedText(
                es: "El contacto supera los \(limit) caracteres. Escribe sólo un teléfono o un correo.",
                en: "The contact is longer than \(limit) characters. Write only a telephone or an e-mail address."
            )
        case .note:
            LocalizedText(
                es: "La nota supera los \(limit) caracteres. Acórtala.",
                en: "The note is longer than \(limit) characters. Shorten it."
            )
        }
    }
}
