import Citations

/// What a generation begins with.
struct GenerationStart: Sendable {
    let conversationID: String
    /// The answer.
    let messageID: String
    let questionID: String
    let generationID: String
    let assistant: String
    let question: MessageFacts
    let context: ConversationContext
    /// The documents that the answer may stand on.
    var collections: [String] = []
    /// How these are read; nil leaves it to their size.
    var mode: ReadingMode?
    /// The part that was written before was asked for outside of the institution.
    var hadLeft = false
}
