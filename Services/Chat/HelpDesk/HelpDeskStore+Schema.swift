import FoundationEssentials
import Persistence

extension HelpDeskStore {
    /// A session belongs to its owner; the client's name for it means nothing without them.
    static let migration = Migration(
        "help desk",
        """
        CREATE TABLE help_desk_sessions (
            id TEXT PRIMARY KEY,
            owner TEXT NOT NULL,
            label TEXT NOT NULL,
            country TEXT,
            municipality TEXT,
            updated_at INTEGER NOT NULL,
            UNIQUE (owner, label)
        );
        CREATE INDEX help_desk_sessions_by_time ON help_desk_sessions (updated_at);
        CREATE TABLE help_desk_turns (
            id TEXT PRIMARY KEY,
            session_id TEXT NOT NULL REFERENCES help_desk_sessions (id) ON DELETE CASCADE,
            question BLOB NOT NULL,
            answer BLOB NOT NULL,
            asked_at INTEGER NOT NULL
        );
        CREATE INDEX help_desk_turns_by_session ON help_desk_turns (session_id, id);
        CREATE TABLE help_desk_prompts (
            version INTEGER PRIMARY KEY,
            prompt TEXT,
            at INTEGER NOT NULL,
            changed_by TEXT
        );
        """
    )

    static let sealedColumns = [
        SealedColumn("help_desk_turns", "question"), SealedColumn("help_desk_turns", "answer"),
    ]
}

/// A conversation with the help desk.
struct HelpDeskSession: RowDecodable, Sendable {
    let id: String
    /// Of the municipality that was spoken of last.
    let code: String?
    let country: String?

    init(row: Row) throws {
        id = try row.get("id")
        code = try row.get("municipality")
        country = try row.get("country")
    }
}

/// A question with its answer.
struct HelpDeskTurn: Sendable {
    let question: String
    let answer: String
    let askedAt: Date
}

struct HelpDeskTurnRow: RowDecodable {
    let id: String
    let question: EncryptedText
    let answer: EncryptedText
    let askedAt: Date

    init(row: Row) throws {
        id = try row.get("id")
        question = try row.get("question")
        answer = try row.get("answer")
        askedAt = try row.get("asked_at")
    }

    func turn(_ keyring: Keyring) throws -> HelpDeskTurn {
        HelpDeskTurn(
            question: try question.text(for: id, by: keyring),
            answer: try answer.text(for: id, by: keyring),
            askedAt: askedAt
        )
    }
}
