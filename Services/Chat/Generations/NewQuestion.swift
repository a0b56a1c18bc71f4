/// What a person asks.
struct NewQuestion: Sendable {
    let text: String
    /// Ids of images that were uploaded before.
    var images: [String] = []
    var facts = MessageFacts()
    /// How the person wants to be spoken with; nil leaves it to the assistant.
    var tone: Tone?
    /// Nil leaves it as it was.
    var course: String?
}

/// What becomes of a person's message.
enum AskedMessage: Sendable {
    /// A model answers it.
    case answered(GenerationStart)
    /// The tutor does who took the conversation over.
    case delivered(DeliveredMessage)
}

/// A message that waits for a person.
struct DeliveredMessage: Sendable {
    let conversationID: String
    let messageID: String
    let facts: MessageFacts
    let tutor: Tutor
}
