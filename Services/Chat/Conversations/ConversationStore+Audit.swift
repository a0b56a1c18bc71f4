import Audit
import Persistence
import SuiteProtocol

extension ConversationStore {
    static func object(_ id: String) -> AuditObject { AuditObject("conversation", id) }

    /// The conversation of whoever takes it along, once that is recorded.
    func export(_ id: String, by origin: AuditOrigin) async throws -> Conversation {
        let owner = origin.actor
        let conversation = try await find(id, owner: owner, limit: ConversationExport.messageLimit)
        try await trail.record(.conversationExported, by: origin, of: owner, object: Self.object(id), in: database)
        return conversation
    }

    /// Nothing, where there is no such conversation or it is their own.
    func recordRefusal(_ action: AuditAction, of id: String, by origin: AuditOrigin) async throws {
        let owner: String? = try await database.read { db in
            try db.value("SELECT owner AS value FROM conversations WHERE id = \(id) AND owner <> \(origin.actor)")
        }
        guard let owner else { return }
        try await trail.record(
            action,
            by: origin,
            of: owner,
            object: Self.object(id),
            result: .refused,
            in: database
        )
    }
}
