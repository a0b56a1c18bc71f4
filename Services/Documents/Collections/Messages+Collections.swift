import Daemon

extension Messages {
    static let collectionNotFound = LocalizedText(
        es: "Esa colección no existe o no se comparte contigo. Vuelve a la biblioteca y elige otra.",
        en: "That collection does not exist, or it is not shared with you. Go back to the library and choose another."
    )
    static let notYourCollection = LocalizedText(
        es: "Solo quien creó la colección puede cambiarla. Pídeselo, o crea una tuya.",
        en: "Only whoever made the collection can change it. Ask them, or make one of your own."
    )
    static let badGroups = LocalizedText(
        es: "Alguno de los grupos no es válido. Elígelos de la lista.",
        en: "One of the groups is not valid. Choose them from the list."
    )
    static let conversationFiles = LocalizedText(es: "Archivos de la conversación", en: "Files of the conversation")

    static func badCollectionName(_ limit: Int) -> LocalizedText {
        LocalizedText(
            es: "El nombre debe tener entre 1 y \(limit) caracteres.",
            en: "The name must have 1 to \(limit) characters."
        )
    }
}
