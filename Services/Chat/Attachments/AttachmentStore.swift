import FoundationEssentials
import Persistence

/// Which collections of documents a conversation's answers stand on, and for which conversations `documents` keeps files.
struct AttachmentStore: Sendable {
    /// Of one conversation.
    static let most = 20
    /// Conversations whose files are removed at a time.
    private static let batch = 20

    static let migration = Migration(
        "conversation attachments",
        """
        CREATE TABLE conversation_collections (
            conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
            collection_id TEXT NOT NULL,
            position INTEGER NOT NULL,
            PRIMARY KEY (conversation_id, collection_id)
        );
        CREATE TABLE conversation_files (
            conversation_id TEXT PRIMARY KEY,
            collection_id TEXT
        );
        """
    )

    let database: Database

    /// What is attached, and the private collection where there is one.
    struct Attached: Sendable, Equatable {
        var collections: [String] = []
        var privateCollection: String?
    }

    func attached(to conversation: String, owner: String) async throws -> Attached {
        try await database.read { db in
            try Self.check(conversation, owner: owner, in: db)
            return try Self.attached(to: conversation, in: db)
        }
    }

    static func attached(to conversation: String, in db: Connection) throws -> Attached {
        let collections = try db.rows(
            """
            SELECT collection_id FROM conversation_collections WHERE conversation_id = \(conversation) ORDER BY position
            """
        ).map { try $0.get("collection_id", as: String.self) }
        let files = try db.rows(
            "SELECT collection_id FROM conversation_files WHERE conversation_id = \(conversation)"
        ).first
        return Attached(collections: collections, privateCollection: try files?.get("collection_id", as: String?.self))
    }

    /// In place of what was attached before.
    func attach(_ collections: [String], to conversation: String, owner: String) async throws -> Attached {
        try await database.write { db in
            try Self.check(conversation, owner: owner, in: db)
            try db.execute("DELETE FROM conversation_collections WHERE conversation_id = \(conversation)")
            for (position, collection) in collections.enumerated() {
                try db.execute(
                    """
                    INSERT INTO conversation_collections (conversation_id, collection_id, position)
                    VALUES (\(conversation), \(collection), \(position))
                    """
                )
            }
            return try Self.attached(to: conversation, in: db)
        }
    }

    /// Notes that `documents` may keep files of a conversation, before it is asked to: they go with the conversation,
    /// whatever fails in between.
    func expectFiles(of conversation: String, owner: String) async throws {
        try await database.write { db in
            try Self.check(conversation, owner: owner, in: db)
            try db.execute(
                """
                INSERT INTO conversation_files (conversation_id) VALUES (\(conversation))
                ON CONFLICT (conversation_id) DO NOTHING
                """
            )
        }
    }

    /// Attaches the private collection.
    func keepFiles(_ collection: String, of conversation: String, owner: String) async throws {
        try await database.write { db in
            try Self.check(conversation, owner: owner, in: db)
            try db.execute(
                "UPDATE conversation_files SET collection_id = \(collection) WHERE conversation_id = \(conversation)"
            )
            let last: Int? = try db.value(
                """
                SELECT MAX(position) AS value FROM conversation_collections WHERE conversation_id = \(conversation)
                """
            )
            try db.execute(
                """
                INSERT INTO conversation_collections (conversation_id, collection_id, position)
                VALUES (\(conversation), \(collection), \((last ?? -1) + 1))
                ON CONFLICT (conversation_id, collection_id) DO NOTHING
                """
            )
        }
    }

    /// Conversations that are gone for good, whose files may still be kept.
    func orphans() async throws -> [String] {
        try await database.read { db in
            try db.rows(
                """
                SELECT conversation_id FROM conversation_files
                WHERE conversation_id NOT IN (SELECT id FROM conversations) LIMIT \(Self.batch)
                """
            ).map { try $0.get("conversation_id", as: String.self) }
        }
    }

    /// Their files are gone.
    func forget(_ conversation: String) async throws {
        try await database.write { db in
            try db.execute(
                """
                DELETE FROM conversation_files
                WHERE conversation_id = \(conversation) AND conversation_id NOT IN (SELECT id FROM conversations)
                """
            )
        }
    }

    private static func check(_ conversation: String, owner: String, in db: Connection) throws {
        guard try db.first(ConversationStore.head(conversation, owner), as: ConversationRow.self) != nil else {
            throw ConversationError.notFound
        }
    }
}
