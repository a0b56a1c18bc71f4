import FoundationEssentials
import Persistence
import SuiteProtocol

/// A student who asks for a person by hand.
extension ConversationStore {
    static let helpRequestMigration = Migration(
        "help requests",
        "CREATE TABLE help_requests (owner TEXT PRIMARY KEY, id TEXT NOT NULL, asked_at INTEGER NOT NULL);"
    )

    /// Seconds in which whoever asks again is told when they asked: somebody hears of it already.
    private static let helpRequestInterval = 600.0

    /// Forgets when people asked, once they may ask again.
    func forgetHelpRequests() async throws {
        let date = Date(timeIntervalSinceNow: -Self.helpRequestInterval)
        let count: Int? = try await database.read { db in
            try db.value("SELECT COUNT(*) AS value FROM help_requests WHERE asked_at < \(date)")
        }
        guard count ?? 0 > 0 else { return }
        _ = try await database.write { try $0.execute("DELETE FROM help_requests WHERE asked_at < \(date)") }
    }

    /// A conversation that is gone, or isn't theirs, is left out: nobody who asks is sent away.
    ///
    /// - Returns: when they asked.
    func requestHelp(for owner: String, in conversation: String?) async throws -> Date {
        try await database.write { db in
            let head = try conversation.flatMap { try db.first(Self.head($0, owner), as: ConversationRow.self) }
            let now = Date()
            let id = newID(at: now)
            try db.execute(
                "DELETE FROM help_requests WHERE asked_at < \(now.addingTimeInterval(-Self.helpRequestInterval))"
            )
            try db.execute(
                """
                INSERT INTO help_requests (owner, id, asked_at) VALUES (\(owner), \(id), \(now))
                ON CONFLICT (owner) DO NOTHING
                """
            )
            let kept = try db.rows("SELECT id, asked_at FROM help_requests WHERE owner = \(owner)").first
            let askedAt = try kept?.get("asked_at", as: Date.self) ?? now
            if let kept, try kept.get("id", as: String.self) != id { return askedAt }
            // A tutor steps into conversations of accompaniment only.
            let isOpenToTutors = head.map { assistants[$0.assistant]?.isCompanion == true } ?? false
            let event = Event(
                source: "/chat",
                type: .helpRequested,
                subject: id,
                data: HelpRequested(
                    requestID: id,
                    conversationID: isOpenToTutors ? conversation : nil,
                    ownerID: owner,
                    askedAt: askedAt
                )
            )
            try Outbox.append(
                event.type,
                id: event.id,
                stream: EventType.helpRequested.stream,
                payload: try WireJSON.encoder().encode(event),
                to: db
            )
            return askedAt
        }
    }
}
