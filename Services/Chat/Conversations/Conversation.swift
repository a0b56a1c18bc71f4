import FoundationEssentials
import Hummingbird

/// A conversation with its messages, oldest first.
struct Conversation: ResponseEncodable, Sendable {
    let id: String
    let title: String
    let assistant: String
    let messages: [Message]
}

/// One turn.
struct Message: Codable, Equatable, Sendable {
    enum Role: String, Codable, Sendable { case user, assistant }

    enum Status: String, Codable, Sendable {
        case complete
        /// A generation writes it.
        case streaming
        /// A person stopped it; what was written is kept.
        case stopped
        /// It broke off; what was written is kept.
        case interrupted
        /// No model could answer yet.
        case waiting
    }

    let id: String
    let role: Role
    let text: String
    let status: Status
    let createdAt: Date
    /// While it is being written: what to stop, or to go on reading.
    let generationID: String?
    let model: String?
    let endpoint: String?
}

/// A page of the list of conversations.
struct ConversationList: ResponseEncodable, Sendable {
    struct Item: Codable, Equatable, Sendable {
        let id: String
        let title: String
        let assistant: String
        let updatedAt: Date
        let snippet: String
    }

    let items: [Item]
    /// Asks for the next page; absent on the last.
    let next: String?
}
