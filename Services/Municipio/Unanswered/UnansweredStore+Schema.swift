import FoundationEssentials
import Persistence

extension UnansweredStore {
    /// A question keeps what its words are known by (`unanswered_terms`, keyed), so that likeness is found without opening
    /// any. Dismissed ones have neither text nor owner: they only keep others like them from coming up.
    static let migrations = [
        Migration(
            "unanswered",
            """
            CREATE TABLE unanswered_groups (
                id TEXT PRIMARY KEY,
                dismissed BOOLEAN NOT NULL
            );
            CREATE TABLE unanswered_questions (
                id TEXT PRIMARY KEY,
                group_id TEXT NOT NULL REFERENCES unanswered_groups (id) ON DELETE CASCADE,
                owner TEXT,
                text BLOB,
                term_count INTEGER NOT NULL,
                asked_at INTEGER NOT NULL
            );
            CREATE INDEX unanswered_by_group ON unanswered_questions (group_id, asked_at);
            CREATE INDEX unanswered_by_owner ON unanswered_questions (owner);
            CREATE INDEX unanswered_by_time ON unanswered_questions (asked_at);
            CREATE TABLE unanswered_terms (
                term BLOB NOT NULL,
                question_id TEXT NOT NULL REFERENCES unanswered_questions (id) ON DELETE CASCADE,
                PRIMARY KEY (term, question_id)
            );
            CREATE INDEX unanswered_terms_by_question ON unanswered_terms (question_id);
            """
        )
    ]

    static let sealedColumns = [SealedColumn("unanswered_questions", "text")]
}

/// A question as it is stored.
struct UnansweredRow: RowDecodable {
    let groupID: String
    let askedAt: Date
    private let id: String
    private let sealedText: EncryptedText?

    init(row: Row) throws {
        id = try row.get("id")
        groupID = try row.get("group_id")
        askedAt = try row.get("asked_at")
        sealedText = try row.get("text")
    }

    func text(_ keyring: Keyring) throws -> String? { try sealedText?.text(for: id, by: keyring) }
}

extension UnansweredCount: RowDecodable {
    init(row: Row) throws {
        id = try row.get("id")
        count = try row.get("count")
        lastAt = try row.get("last_at")
    }
}
