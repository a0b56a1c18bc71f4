import Daemon

/// What is said of searches and imports.
extension Messages {
    static let emptyQuery = LocalizedText(
        es: "Escribe qué quieres buscar.",
        en: "Write what you want to search for."
    )
    static let notNDJSON = LocalizedText(
        es: "Envía un objeto JSON por línea, con el tipo application/x-ndjson.",
        en: "Send one JSON object a line, with the type application/x-ndjson."
    )

    static func queryTooLong(_ limit: Int) -> LocalizedText {
        LocalizedText(
            es: "La búsqueda supera los \(limit) caracteres. Acórtala.",
            en: "The search is longer than \(limit) characters. Shorten it."
        )
    }

    static func importTooLarge(_ limit: Int) -> LocalizedText {
        LocalizedText(
            es: "La importación supera los \(limit >> 20) MB. Lo anterior se importó; envía el resto después.",
            en: "The import exceeds \(limit >> 20) MB. What came before was imported; send the rest afterwards."
        )
    }
}
