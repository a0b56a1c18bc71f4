import FoundationEssentials
import Hummingbird
import Persistence

/// Who answers in a conversation, for analysis.
struct TakenConversation: ResponseEncodable, Sendable {
    let conversationID: String
    let owner: String
    let assistant: String
    let responder: Responder
    let tutor: Tutor?
    /// The newest; nil where nothing was written yet.
    let lastMessageID: String?
}

/// A message as a tutor's page shows it.
struct TakenMessage: ResponseEncodable, Sendable {
    let id: String
    let role: Message.Role
    let text: String
    let status: Message.Status
    let createdAt: Date
    let tutor: Tutor?

    init(_ row: MessageRow, _ keyring: Keyring) throws {
        id = row.id
        role = row.role
        text = try row.text(keyring)
        status = row.status
        createdAt = row.createdAt
        tutor = try row.facts(keyring).tutor
    }
}

/// A message with whose it is, for analysis.
struct AccompaniedMessage: ResponseEncodable, Sendable {
    let id: String
    let conversationID: String
    let owner: String
    let assistant: String
    let role: Message.Role
    let text: String
    let createdAt: Date
    /// Who answers in the conversation now.
    let responder: Responder
}

/// A page of a conversation.
struct AccompaniedMessages: ResponseEncodable, Sendable {
    let conversation: TakenConversation
    let items: [TakenMessage]
    /// Asks for the next page, as `after`; absent where there is none yet.
    let next: String?
}
