import Daemon
import Identity
import SuiteProtocol

/// A citizen's tickets, and which ones a clerk handled.
struct TicketSubjects: SubjectPart {
    let store: TicketStore
    let retentionDays: Int

    private static let own = "tickets"
    private static let handled = "handled_tickets"

    func categories(of subject: String, in language: Language) async throws -> [SubjectCategory] {
        let handled = try await store.holding(handledBy: subject)
        return [
            Messages.ownTickets.category(
                Self.own,
                try await store.holding(of: subject),
                days: retentionDays,
                in: language
            ),
            Messages.handledTickets.category(Self.handled, handled, days: retentionDays, in: language),
        ]
    }

    func data(of subject: String, in language: Language) async throws -> [String: JSONValue] {
        [
            Self.own: .array(try await store.exported(of: subject)),
            Self.handled: .array(try await store.numbers(handledBy: subject).map { .string($0) }),
        ]
    }

    func erase(_ subject: String) async throws -> [SubjectErasure.Erased] {
        [
            SubjectErasure.Erased(Self.own, try await store.removeAll(of: subject)),
            SubjectErasure.Erased(Self.handled, try await store.forget(clerk: subject)),
        ]
    }
}
