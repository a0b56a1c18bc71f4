import Audit
import FoundationEssentials
import Persistence
import SuiteProtocol
import Uploads

/// Conversations and their messages. Titles and texts are sealed; a keyed index makes them searchable.
package struct ConversationStore: Sendable {
    let database: Database
    let keyring: Keyring
    let assistants: Assistants
    let trail: AuditTrail

    /// Seconds in which a deletion can be taken back.
    let undoTime: Double
    /// Messages of one answer to `find`.
    static let pageLimit = 2_000

    /// The conversation with its newest messages, oldest first. Another person's is not found, nor a deleted one.
    ///
    /// - Parameter position: only messages before it.
    func find(_ id: String, owner: String, before position: Int? = nil, limit: Int) async throws -> Conversation {
        try await database.read { [keyring] db in
            guard let head = try db.first(Self.head(id, owner), as: ConversationRow.self) else {
                throw ConversationError.notFound
            }
            let rows = try db.all(
                """
                SELECT * FROM messages WHERE conversation_id = \(id) AND position < \(position ?? Int.max)
                ORDER BY position DESC LIMIT \(limit + 1)
                """,
                as: MessageRow.self
            )
            let images = try MediaStore.images(of: id, in: db)
            let notes = try head.notes(keyring)
            let page = rows.prefix(limit).reversed()
            return Conversation(
                id: head.id,
                title: try head.title(keyring),
                assistant: head.assistant,
                pinned: head.pinned,
                responder: head.responder,
                tutor: try head.tutor(keyring),
                tone: notes.tone,
                course: notes.course,
                mood: notes.mood,
                collections: try AttachmentStore.attached(to: id, in: db).collections,
                messages: try page.map { try $0.message(keyring, images: images[$0.id] ?? []) },
                earlier: rows.count > limit ? page.first?.position : nil
            )
        }
    }

    /// Changes what is given.
    func update(_ id: String, owner: String, title: String?, pinned: Bool?) async throws {
        let sealed = try title.map { try EncryptedText($0, for: id, by: keyring) }
        let changed = try await database.write { db in
            if let title { try indexTitle(title, of: id, owner: owner, in: db) }
            return try db.execute(
                """
                UPDATE conversations SET title = COALESCE(\(sealed), title), pinned = COALESCE(\(pinned), pinned)
                WHERE id = \(id) AND owner = \(owner) AND deleted_at IS NULL
                """
            )
        }
        guard changed == 1 else { throw ConversationError.notFound }
    }

    /// Hides a conversation, and stops what is written into it. It can be restored until `deleted_at`.
    func delete(_ id: String, owner: String, by origin: AuditOrigin) async throws {
        try await database.write { db in
            try db.execute(
                """
                UPDATE messages SET status = 'stopped' WHERE status = 'streaming' AND conversation_id IN
                (SELECT id FROM conversations WHERE id = \(id) AND owner = \(owner))
                """
            )
            let deleted = try db.execute(
                """
                UPDATE conversations SET deleted_at = \(Date(timeIntervalSinceNow: undoTime))
                WHERE id = \(id) AND owner = \(owner) AND deleted_at IS NULL
                """
            )
            guard deleted == 1 else { throw ConversationError.notFound }
            try trail.record(.conversationDeleted, by: origin, of: owner, object: Self.object(id), in: db)
        }
    }

    func restore(_ id: String, owner: String, by origin: AuditOrigin) async throws {
        try await database.write { db in
            let restored = try db.execute(
                """
                UPDATE conversations SET deleted_at = NULL
                WHERE id = \(id) AND owner = \(owner) AND deleted_at > \(Date())
                """
            )
            guard restored == 1 else { throw ConversationError.notFound }
            try trail.record(.conversationRestored, by: origin, of: owner, object: Self.object(id), in: db)
        }
    }

    /// Removes what can no longer be restored: first the files of its images, then every row that knows of it.
    func removeDeleted(_ media: MediaFolder) async throws {
        let due = Date()
        let ids = try await database.read { db in
            try db.rows("SELECT id FROM conversations WHERE deleted_at <= \(due) LIMIT 20")
                .map { try $0.get("id", as: String.self) }
        }
        guard !ids.isEmpty else { return }
        try await remove(ids, where: "deleted_at <= \(due)", media)
    }

    /// Removes those of some conversations for which a condition still holds.
    func remove(_ ids: [String], where condition: SQL, _ media: MediaFolder) async throws {
        let images = try await database.read { db in
            try db.rows("SELECT id FROM media WHERE conversation_id IN (\(ids))").map {
                try $0.get("id", as: String.self)
            }
        }
        try await media.remove(images)
        try await database.write { db in
            try db.execute("DELETE FROM conversations WHERE id IN (\(ids)) AND \(condition)")
        }
    }

    /// Keeps what is said against an answer; `nil` takes it back.
    func review(_ message: String, owner: String, _ feedback: Feedback?) async throws {
        let sealed = try feedback.map { try EncryptedText(json: $0, for: message, by: keyring) }
        let changed = try await database.write { db in
            try db.execute(
                """
                UPDATE messages SET feedback = \(sealed) WHERE id = \(message) AND role = 'assistant'
                AND conversation_id IN (SELECT id FROM conversations WHERE owner = \(owner) AND deleted_at IS NULL)
                """
            )
        }
        guard changed == 1 else { throw ConversationError.messageNotFound }
    }

    static func head(_ id: String, _ owner: String) -> SQL {
        "SELECT * FROM conversations WHERE id = \(id) AND owner = \(owner) AND deleted_at IS NULL"
    }
}
