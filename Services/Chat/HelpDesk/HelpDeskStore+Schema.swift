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
            card BLOB NOT NULL,
            explanation BLOB,
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

    static let sealedColumns = ["question", "answer", "card", "explanation"].map { column in
        SealedColumn("help_desk_turns", column)
    }
}

/// A conversation with the help desk.
struct HelpDeskSession: RowDecodable, Sendable {
    let id: String
    let label: String
    /// Of the municipality that was spoken of last.
    let code: String?
    let country: String?

    init(row: Row) throws {
        id = try row.get("id")
        label = try row.get("label")
        code = try row.get("municipality")
        country = try row.get("country")
    }
}
