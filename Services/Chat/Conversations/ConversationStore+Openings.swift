import Audit
import FoundationEssentials
import Persistence
import SuiteProtocol

/// Another person's conversation, opened for a reason that they see. It stays open to whoever gave it for an hour.
extension ConversationStore {
    private static let openingTime = 3_600.0

    static let openingsMigration = Migration(
        "openings",
        """
        CREATE TABLE conversation_openings (
            person TEXT NOT NULL,
            conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
            expires_at INTEGER NOT NULL,
            PRIMARY KEY (person, conversation_id)
        );
        CREATE INDEX openings_by_conversation ON conversation_openings (conversation_id);
        """
    )

    /// Opens nothing unless the audit's entry is written with it.
    func open(_ id: String, for reason: String, by origin: AuditOrigin, at now: Date = Date()) async throws {
        let end = now.addingTimeInterval(Self.openingTime)
        let object = Self.object(id)
        try await database.write { db in
            let owner: String? = try db.value(
                "SELECT owner AS value FROM conversations WHERE id = \(id) AND deleted_at IS NULL"
            )
            guard let owner else { throw ConversationError.notFound }
            guard owner != origin.actor else { throw ConversationError.ownConversation }
            try db.execute("DELETE FROM conversation_openings WHERE expires_at <= \(now)")
            try db.execute(
                """
                INSERT INTO conversation_openings (person, conversation_id, expires_at)
                VALUES (\(origin.actor), \(id), \(end))
                ON CONFLICT (person, conversation_id) DO UPDATE SET expires_at = excluded.expires_at
                """
            )
            try trail.record(.conversationOpened, by: origin, of: owner, object: object, reason: reason, in: db)
        }
    }

    /// Like `find`, of another person's conversation, for whoever has it open.
    func findOpened(
        _ id: String,
        by person: String,
        before position: Int? = nil,
        limit: Int,
        at now: Date = Date()
    ) async throws -> Conversation {
        let opening = try await database.read { db in
            try db.first(
                """
                SELECT c.owner AS owner, o.expires_at AS expires_at
                FROM conversations c LEFT JOIN conversation_openings o ON o.conversation_id = c.id
                    AND o.person = \(person) AND o.expires_at > \(now)
                WHERE c.id = \(id) AND c.owner <> \(person) AND c.deleted_at IS NULL
                """,
                as: Opening.self
            )
        }
        guard let opening else { throw ConversationError.notFound }
        guard let end = opening.end else { throw ConversationError.reasonRequired }
        var conversation = try await find(id, owner: opening.owner, before: position, limit: limit)
        conversation.owner = opening.owner
        conversation.openedUntil = end
        return conversation
    }

    private struct Opening: RowDecodable {
        let owner: String
        let end: Date?

        init(row: Row) throws {
            owner = try row.get("owner")
            end = try row.get("expires_at")
        }
    }
}
