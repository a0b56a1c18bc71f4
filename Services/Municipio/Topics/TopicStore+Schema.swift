import FoundationEssentials
import Persistence

extension TopicStore {
    /// What an answer says stands in its versions; none is ever removed, so their count tells whether anything changed.
    static let migrations = [
        Migration(
            "topics",
            """
            CREATE TABLE topics (
                id TEXT PRIMARY KEY,
                version INTEGER NOT NULL,
                removed BOOLEAN NOT NULL
            );
            CREATE TABLE topic_versions (
                id TEXT PRIMARY KEY,
                topic_id TEXT NOT NULL REFERENCES topics (id),
                version INTEGER NOT NULL,
                change TEXT NOT NULL,
                title TEXT NOT NULL,
                kind TEXT NOT NULL,
                questions BLOB NOT NULL,
                answer TEXT NOT NULL,
                example BOOLEAN NOT NULL,
                at INTEGER NOT NULL,
                changed_by TEXT,
                UNIQUE (topic_id, version)
            );
            CREATE INDEX topic_versions_by_person ON topic_versions (changed_by);
            """
        )
    ]

    static let sealedColumns = [SealedColumn("topic_versions", "questions")]
}

/// A version as it is stored.
struct TopicVersionRow: RowDecodable {
    let topicID: String
    let version: Int
    let change: TopicVersion.Change
    let at: Date
    let changedBy: String?
    private let id: String
    private let title: String
    private let kind: Topic.Kind
    private let sealedQuestions: EncryptedText
    private let answer: String
    private let isExample: Bool

    init(row: Row) throws {
        id = try row.get("id")
        topicID = try row.get("topic_id")
        version = try row.get("version")
        change = try row.get("change")
        title = try row.get("title")
        kind = try row.get("kind")
        sealedQuestions = try row.get("questions")
        answer = try row.get("answer")
        isExample = try row.get("example")
        at = try row.get("at")
        changedBy = try row.get("changed_by")
    }

    func content(_ keyring: Keyring) throws -> TopicContent {
        TopicContent(
            title: title,
            kind: kind,
            questions: try sealedQuestions.decoded(for: id, by: keyring),
            answer: answer,
            isExample: isExample
        )
    }
}
