/// Who answers in a conversation.
enum Responder: String, Codable, Sendable {
    case assistant
    /// A person: no model is called.
    case tutor
}

/// The person who took a conversation over.
struct Tutor: Codable, Equatable, Sendable {
    let id: String
    let name: String?
}
