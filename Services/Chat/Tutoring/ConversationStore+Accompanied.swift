import FoundationEssentials
import Persistence

/// What analysis reads of conversations of accompaniment.
extension ConversationStore {
    static let accompaniedLimit = 200

    /// A message of a person or of whoever answered. One of a conversation that was deleted is not found.
    func accompanied(message id: String) async throws -> AccompaniedMessage {
        try await database.read { [keyring] db in
            guard let row = try db.first("SELECT * FROM messages WHERE id = \(id)", as: MessageRow.self),
                let head = try Self.accompanied(row.conversationID, in: db),
                assistants[head.row.assistant]?.isCompanion == true
            else { throw ConversationError.messageNotFound }
            return AccompaniedMessage(
                id: row.id,
                conversationID: row.conversationID,
                owner: head.owner,
                assistant: head.row.assistant,
                role: row.role,
                text: try row.text(keyring),
                createdAt: row.createdAt,
                responder: head.row.responder
            )
        }
    }

    /// Messages in their order.
    ///
    /// - Parameter after: the last that is known, or an id of that time; nil begins with the first.
    func accompanied(_ id: String, after: String?, limit: Int) async throws -> AccompaniedMessages {
        try await database.read { [keyring] db in
            guard let head = try Self.accompanied(id, in: db), assistants[head.row.assistant]?.isCompanion == true
            else { throw ConversationError.notFound }
            let position = try after.map { try Self.position(of: $0, in: id, db: db) } ?? -1
            let rows = try db.all(
                """
                SELECT * FROM messages WHERE conversation_id = \(id) AND position > \(position)
                ORDER BY position LIMIT \(limit + 1)
                """,
                as: MessageRow.self
            )
            let items = try rows.prefix(limit).map { try TakenMessage($0, keyring) }
            return AccompaniedMessages(
                conversation: try head.taken(keyring, in: db),
                items: items,
                next: rows.count > limit ? items.last?.id : nil
            )
        }
    }

    /// Ids tell when they were made: one that is no message's stands after the last that is older.
    private static func position(of message: String, in conversation: String, db: Connection) throws -> Int {
        let messages: SQL = "FROM messages WHERE conversation_id = \(conversation)"
        let position: Int? = try db.value(
            """
            SELECT COALESCE((SELECT position \(messages) AND id = \(message)),
                (SELECT MAX(position) \(messages) AND id <= \(message)), -1) AS value
            """
        )
        return position ?? -1
    }

    private static func accompanied(_ id: String, in db: Connection) throws -> OwnedConversationRow? {
        try db.first(
            "SELECT * FROM conversations WHERE id = \(id) AND deleted_at IS NULL",
            as: OwnedConversationRow.self
        )
    }
}
