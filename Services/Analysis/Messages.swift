import Daemon
import Risk

/// What this daemon says to people.
enum Messages {
    static let peopleUnknown = LocalizedText(
        es: "No se pudo comprobar a quién acompañas. Inténtalo de nuevo en unos segundos.",
        en: "It could not be checked whom you accompany. Try again in a few seconds."
    )
    static let analysisNotFound = LocalizedText(
        es: "Ese mensaje no está entre los tuyos, o no se leyó su emoción.",
        en: "That message is not among yours, or its emotion was not read."
    )
    static let conversationMissing = LocalizedText(
        es: "Falta la conversación: abre una de las tuyas.",
        en: "The conversation is missing: open one of yours."
    )
    static let badCursor = LocalizedText(
        es: "La página pedida no existe. Vuelve al principio de la lista.",
        en: "There is no such page. Go back to the beginning of the list."
    )
    static let badLimit = LocalizedText(
        es: "Pide de 1 a 100 elementos por página.",
        en: "Ask for 1 to 100 items a page."
    )
    static let badDay = LocalizedText(
        es: "La fecha no es válida. Escríbela como 2026-11-21.",
        en: "The date is not valid. Write it as 2026-11-21."
    )

    static func textTooLong(bytes: Int) -> LocalizedText {
        LocalizedText(
            es: "El texto supera los \(bytes) bytes. Acórtalo o divídelo.",
            en: "The text is longer than \(bytes) bytes. Shorten it, or split it."
        )
    }

    static let badReason = LocalizedText(
        es: "El motivo debe tener entre 10 y 500 caracteres.",
        en: "The reason must have between 10 and 500 characters."
    )

    static func missing(_ field: TextField) -> LocalizedText {
        switch field {
        case .reason: LocalizedText(es: "Escribe el motivo.", en: "Write the reason.")
        case .message: LocalizedText(es: "Escribe un mensaje.", en: "Write a message.")
        case .note: LocalizedText(es: "Escribe la nota.", en: "Write the note.")
        }
    }

    static func tooLong(_ field: TextField) -> LocalizedText {
        let limit = field.limit
        return switch field {
        case .reason:
            LocalizedText(
                es: "El motivo supera los \(limit) caracteres. Acórtalo.",
                en: "The reason is longer than \(limit) characters. Shorten it."
            )
        case .message:
            LocalizedText(
                es: "El mensaje supera los \(limit) caracteres. Acórtalo.",
                en: "The message is longer than \(limit) characters. Shorten it."
            )
        case .note:
            LocalizedText(
                es: "La nota supera los \(limit) caracteres. Acórtala.",
                en: "The note is longer than \(limit) characters. Shorten it."
            )
        }
    }
}
