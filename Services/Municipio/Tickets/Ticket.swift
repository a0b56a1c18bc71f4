import FoundationEssentials
import Hummingbird

/// What a citizen asks a person of the help desk, and what became of it.
struct Ticket: ResponseEncodable, Sendable {
    enum State: String, Codable, CaseIterable, Sendable {
        case open, closed
        case inProgress = "in_progress"
    }

    /// What was said to the assistant before, where the citizen shares it.
    struct Turn: Codable, Sendable {
        enum Role: String, Codable, Sendable {
            case user, assistant
        }

        let role: Role
        let text: String
        let at: Date?
    }

    struct Note: Encodable, Sendable {
        let at: Date
        let by: KeeperReference?
        let text: String
    }

    let id: String
    /// As the citizen was told: `2026-000123`.
    let number: String
    let state: State
    let createdAt: Date
    let updatedAt: Date
    let municipality: OfficeBody.Municipality?
    let message: String
    let contact: String?
    let conversation: [Turn]
    /// Of the clerks among themselves, oldest first.
    let notes: [Note]
    let handledBy: KeeperReference?
}

/// The inbox, newest first.
struct TicketList: ResponseEncodable, Sendable {
    struct Item: Encodable, Sendable {
        let id: String
        let number: String
        let state: Ticket.State
        let createdAt: Date
        let updatedAt: Date
        let municipality: OfficeBody.Municipality?
        /// How the message begins.
        let message: String
        let handledBy: KeeperReference?
    }

    let items: [Item]
    let next: String?
    /// All tickets, by state.
    let counts: [String: Int]
}

/// What a citizen is told of their own.
struct TicketReceipt: Encodable, Sendable {
    let number: String
    let state: Ticket.State
    let createdAt: Date
}

extension TicketReceipt: ResponseEncodable {}

struct TicketReceipts: ResponseEncodable, Sendable {
    let items: [TicketReceipt]
}
