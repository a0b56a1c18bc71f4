import Daemon

/// What is said of documents in conversations.
extension Messages {
    static let emptyConversation = LocalizedText(es: "Conversación con archivos", en: "Conversation with files")
    static let collectionNotFound = LocalizedText(
        es: "Esa colección no existe o no se comparte contigo. Elige otra de la biblioteca.",
        en: "That collection does not exist, or it is not shared with you. Choose another of the library."
    )
    static let documentsAway = LocalizedText(
        es: "La biblioteca no responde. Vuelve a intentarlo en unos segundos.",
        en: "The library does not respond. Try again in a few seconds."
    )
    static let filesRefused = LocalizedText(
        es: "La biblioteca no admite archivos en esta conversación.",
        en: "The library does not take files for this conversation."
    )
    static let notInAttachments = LocalizedText(
        es: """
            No encontré nada sobre eso en los documentos de esta conversación. Prueba con otras palabras, o agrega el \
            documento que lo dice.
            """,
        en: """
            I found nothing about that in this conversation's documents. Try other words, or add the document that says it.
            """
    )
    static let attachmentsBeingRead = LocalizedText(
        es: "Los documentos de esta conversación todavía se están leyendo. Vuelve a preguntar en unos segundos.",
        en: "This conversation's documents are still being read. Ask again in a few seconds."
    )
    static let exportSources = LocalizedText(es: "Fuentes", en: "Sources")
    static let attachments = HoldingText(
        title: LocalizedText(
            es: "Documentos unidos a tus conversaciones",
            en: "Documents attached to your conversations"
        ),
        purpose: LocalizedText(
            es: "Responder con lo que dicen, citando la página.",
            en: "Answer with what they say, naming the page."
        ),
        ground: LocalizedText(es: "Lo elegiste en la conversación.", en: "You chose it in the conversation.")
    )

    static func tooManyCollections(_ limit: Int) -> LocalizedText {
        LocalizedText(
            es: "Una conversación puede tener hasta \(limit) colecciones. Quita alguna.",
            en: "A conversation may have up to \(limit) collections. Remove one."
        )
    }
}
