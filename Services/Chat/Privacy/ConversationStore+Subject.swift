import Daemon
import FoundationEssentials
import Persistence
import Uploads

/// All that belongs to one person.
extension ConversationStore {
    func holdings(of owner: String) async throws -> [HoldingKind: Holding] {
        try await database.read { db in
            let own: SQL = "JOIN conversations c ON c.id = m.conversation_id WHERE c.owner = \(owner)"
            let queries: [(HoldingKind, SQL)] = [
                (
                    .conversations,
                    """
                    SELECT COUNT(*) AS count, MIN(created_at) AS since, MAX(updated_at) AS until
                    FROM conversations WHERE owner = \(owner)
                    """
                ),
                (.messages, "\(Self.counted) FROM messages m \(own)"),
                (
                    .summaries,
                    """
                    SELECT COUNT(*) AS count, MIN(created_at) AS since, MAX(updated_at) AS until
                    FROM conversations WHERE owner = \(owner) AND summary IS NOT NULL
                    """
                ),
                (
                    .wellbeing,
                    """
                    SELECT COUNT(*) AS count, MIN(created_at) AS since, MAX(updated_at) AS until FROM conversations
                    WHERE owner = \(owner) AND (mood IS NOT NULL OR course IS NOT NULL OR episode_since IS NOT NULL)
                    """
                ),
                (.images, "\(Self.counted) FROM media m WHERE m.owner = \(owner)"),
                (
                    .attachments,
                    """
                    SELECT COUNT(*) AS count, MIN(c.created_at) AS since, MAX(c.updated_at) AS until
                    FROM conversation_collections a JOIN conversations c ON c.id = a.conversation_id
                    WHERE c.owner = \(owner)
                    """
                ),
                (.feedback, "\(Self.counted) FROM messages m \(own) AND m.feedback IS NOT NULL"),
                (
                    .searchIndex,
                    "\(Self.counted) FROM message_terms t JOIN messages m ON m.id = t.message_id \(own)"
                ),
            ]
            return try queries.reduce(into: [:]) { $0[$1.0] = try db.first($1.1) }
        }
    }

    private static let counted: SQL =
        "SELECT COUNT(*) AS count, MIN(m.created_at) AS since, MAX(m.created_at) AS until"

    /// Newest first.
    func ids(of owner: String) async throws -> [String] {
        try await database.read { db in
            try db.rows(
                "SELECT id FROM conversations WHERE owner = \(owner) AND deleted_at IS NULL ORDER BY updated_at DESC"
            ).map { try $0.get("id") }
        }
    }

    /// The whole conversation with its summary; nil where it was deleted meanwhile.
    func exported(_ id: String, owner: String) async throws -> JSONValue? {
        let head = try await database.read { try $0.first(Self.head(id, owner), as: ConversationRow.self) }
        guard let head else { return nil }
        do {
            let conversation = try await find(id, owner: owner, limit: Int(Int32.max))
            var members = try JSONValue(wire: conversation).object
            members["updated_at"] = try JSONValue(wire: head.updatedAt)
            members["summary"] = try head.summary(keyring).map { .string($0) }
            return .object(members)
        } catch ConversationError.notFound {
            return nil
        }
    }

    /// Images must have gone before: only their rows go with the conversations.
    func removeAll(of owner: String) async throws {
        try await database.write { db in
            try db.execute("DELETE FROM conversation_openings WHERE person = \(owner)")
            try db.execute("DELETE FROM help_requests WHERE owner = \(owner)")
        }
        let page: SQL = "SELECT id FROM conversations WHERE owner = \(owner) LIMIT 20"
        while try await database.write({ try $0.execute("DELETE FROM conversations WHERE id IN (\(page))") }) > 0 {}
    }

    /// - Parameter days: nil keeps conversations until their owner deletes them.
    func retentionRules(days: Int?, _ media: MediaFolder) -> [Retention.Rule] {
        guard let days else { return [] }
        return [
            Retention.Rule("conversations", days: days) { try await removeUnused(since: $0, limit: $1, media) }
        ]
    }

    /// Removes conversations in which nothing was written since a date, with their images and their index.
    ///
    /// - Returns: how many there were, at most `limit`.
    func removeUnused(since date: Date, limit: Int, _ media: MediaFolder) async throws -> Int {
        let ids = try await database.read { db in
            try db.rows("SELECT id FROM conversations WHERE updated_at < \(date) ORDER BY updated_at LIMIT \(limit)")
                .map { try $0.get("id", as: String.self) }
        }
        guard !ids.isEmpty else { return 0 }
        try await remove(ids, where: "updated_at < \(date)", media)
        return ids.count
    }
}
