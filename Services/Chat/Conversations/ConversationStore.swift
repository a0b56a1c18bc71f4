import FoundationEssentials
import Persistence
import SuiteProtocol
import TextAnalysis

/// Conversations and their messages. Titles and texts are sealed; a keyed index makes them searchable.
struct ConversationStore: Sendable {
    let database: Database
    let keyring: Keyring

    static let migrations = [
        Migration(
            "conversations",
            """
            CREATE TABLE conversations (
                id TEXT PRIMARY KEY,
                owner TEXT NOT NULL,
                assistant TEXT NOT NULL,
                title BLOB NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL
            );
            CREATE INDEX conversations_by_owner ON conversations (owner, updated_at, id);
            CREATE TABLE messages (
                id TEXT PRIMARY KEY,
                conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
                position INTEGER NOT NULL,
                role TEXT NOT NULL,
                text BLOB NOT NULL,
                status TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                generation_id TEXT UNIQUE,
                touched_at INTEGER NOT NULL,
                model TEXT,
                endpoint TEXT,
                finish_reason TEXT,
                prompt_tokens INTEGER,
                completion_tokens INTEGER,
                UNIQUE (conversation_id, position)
            );
            CREATE INDEX messages_being_written ON messages (touched_at) WHERE status = 'streaming';
            CREATE TABLE message_terms (
                term BLOB NOT NULL,
                message_id TEXT NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
                conversation_id TEXT NOT NULL,
                PRIMARY KEY (term, conversation_id, message_id)
            );
            CREATE INDEX terms_by_message ON message_terms (message_id);
            """
        )
    ]

    /// The conversation with its messages, oldest first. Another person's is not found.
    func find(_ id: String, owner: String) async throws -> Conversation {
        try await database.read { [keyring] db in
            guard let head = try db.first(Self.head(id, owner), as: ConversationRow.self) else {
                throw ConversationError.notFound
            }
            return Conversation(
                id: head.id,
                title: try head.title(keyring),
                assistant: head.assistant,
                messages: try db.all(
                    "SELECT * FROM messages WHERE conversation_id = \(id) ORDER BY position",
                    as: MessageRow.self
                ).map { try $0.message(keyring) }
            )
        }
    }

    func rename(_ id: String, owner: String, title: String) async throws {
        let sealed = try EncryptedText(title, for: id, by: keyring)
        let changed = try await database.write { db in
            try db.execute("UPDATE conversations SET title = \(sealed) WHERE id = \(id) AND owner = \(owner)")
        }
        guard changed == 1 else { throw ConversationError.notFound }
    }

    func delete(_ id: String, owner: String) async throws {
        let deleted = try await database.write { db in
            try db.execute("DELETE FROM conversations WHERE id = \(id) AND owner = \(owner)")
        }
        guard deleted == 1 else { throw ConversationError.notFound }
    }

    static func head(_ id: String, _ owner: String) -> SQL {
        "SELECT * FROM conversations WHERE id = \(id) AND owner = \(owner)"
    }

    /// Makes a message findable by its words, for its owner only.
    func index(_ text: String, message: String, conversation: String, owner: String, in db: Connection) throws {
        for term in keyring.searchTerms(searchTerms(text), for: owner) {
            try db.execute(
                """
                INSERT INTO message_terms (term, message_id, conversation_id)
                VALUES (\(term), \(message), \(conversation)) ON CONFLICT DO NOTHING
                """
            )
        }
    }
}

struct ConversationRow: RowDecodable {
    let id: String
    let assistant: String
    let updatedAt: Date
    private let sealedTitle: EncryptedText

    init(row: Row) throws {
        id = try row.get("id")
        assistant = try row.get("assistant")
        updatedAt = try row.get("updated_at")
        sealedTitle = try row.get("title")
    }

    func title(_ keyring: Keyring) throws -> String {
        try sealedTitle.text(for: id, by: keyring)
    }
}

struct MessageRow: RowDecodable {
    let id: String
    let conversationID: String
    let position: Int
    let role: Message.Role
    let status: Message.Status
    let createdAt: Date
    private let generationID: String?
    private let model: String?
    private let endpoint: String?
    private let sealedText: EncryptedText

    init(row: Row) throws {
        id = try row.get("id")
        conversationID = try row.get("conversation_id")
        position = try row.get("position")
        role = try row.get("role")
        status = try row.get("status")
        createdAt = try row.get("created_at")
        generationID = try row.get("generation_id")
        model = try row.get("model")
        endpoint = try row.get("endpoint")
        sealedText = try row.get("text")
    }

    func text(_ keyring: Keyring) throws -> String {
        try sealedText.text(for: id, by: keyring)
    }

    func message(_ keyring: Keyring) throws -> Message {
        Message(
            id: id,
            role: role,
            text: try text(keyring),
            status: status,
            createdAt: createdAt,
            generationID: status == .streaming ? generationID : nil,
            model: model,
            endpoint: endpoint
        )
    }
}
