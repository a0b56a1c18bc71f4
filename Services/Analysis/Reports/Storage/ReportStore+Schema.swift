import FoundationEssentials
import Persistence
import SuiteProtocol

extension ReportStore {
    /// `due_at` is when somebody may take a report that isn't done: at once, or when whoever has it stops prolonging.
    /// `report_messages` says whose each message is, so that a person's go with them.
    static let migrations = [
        Migration(
            "reports",
            """
            CREATE TABLE reports (
                id TEXT PRIMARY KEY,
                scope TEXT NOT NULL,
                target TEXT NOT NULL,
                conversation TEXT,
                from_at INTEGER NOT NULL,
                to_at INTEGER NOT NULL,
                language TEXT NOT NULL,
                state TEXT NOT NULL,
                progress INTEGER NOT NULL,
                attempts INTEGER NOT NULL,
                claim TEXT,
                due_at INTEGER,
                created_at INTEGER NOT NULL,
                created_by TEXT,
                figures BLOB,
                signed_at INTEGER,
                signed_by TEXT,
                signer BLOB
            );
            CREATE INDEX reports_due ON reports (due_at);
            CREATE INDEX reports_by_creator ON reports (created_by, id);
            CREATE INDEX reports_by_age ON reports (created_at);
            CREATE TABLE report_students (
                report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
                student TEXT NOT NULL,
                PRIMARY KEY (report_id, student)
            );
            CREATE INDEX report_students_by_student ON report_students (student);
            CREATE TABLE report_sentences (
                id TEXT PRIMARY KEY,
                report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
                position INTEGER NOT NULL,
                rule TEXT NOT NULL,
                text BLOB NOT NULL,
                edited BLOB,
                edited_by TEXT,
                edited_at INTEGER
            );
            CREATE INDEX report_sentences_by_report ON report_sentences (report_id, position);
            CREATE TABLE report_messages (
                sentence_id TEXT NOT NULL REFERENCES report_sentences (id) ON DELETE CASCADE,
                message_id TEXT NOT NULL,
                student TEXT NOT NULL,
                PRIMARY KEY (sentence_id, message_id)
            );
            CREATE INDEX report_messages_by_student ON report_messages (student);
            """
        )
    ]

    static let sealedColumns = [
        SealedColumn("reports", "figures"), SealedColumn("reports", "signer"),
        SealedColumn("report_sentences", "text"), SealedColumn("report_sentences", "edited"),
    ]
}

/// A report's row.
struct ReportRow: RowDecodable {
    let id: String
    let target: ReportTarget
    let conversation: String?
    let language: String
    let state: Report.State
    let progress: Int
    let attempts: Int
    let createdAt: Date
    let createdBy: String?
    let signedAt: Date?
    let signedBy: String?
    private let sealedFigures: EncryptedText?
    private let sealedSigner: EncryptedText?

    init(row: Row) throws {
        id = try row.get("id")
        target = try ReportTarget(
            scope: row.get("scope"),
            id: row.get("target"),
            from: row.get("from_at"),
            to: row.get("to_at")
        )
        conversation = try row.get("conversation")
        language = try row.get("language")
        state = try row.get("state")
        progress = try row.get("progress")
        attempts = try row.get("attempts")
        createdAt = try row.get("created_at")
        createdBy = try row.get("created_by")
        signedAt = try row.get("signed_at")
        signedBy = try row.get("signed_by")
        sealedFigures = try row.get("figures")
        sealedSigner = try row.get("signer")
    }

    func figures(_ keyring: Keyring) throws -> ReportFigures? { try sealedFigures?.decoded(for: id, by: keyring) }

    func signature(_ keyring: Keyring) throws -> Report.Signature? {
        try signedAt.map { at in
            Report.Signature(signer: signedBy, name: try sealedSigner?.text(for: id, by: keyring), at: at)
        }
    }
}

/// A sentence's row.
struct ReportSentenceRow: RowDecodable {
    let id: String
    private let text: EncryptedText
    private let edited: EncryptedText?

    init(row: Row) throws {
        id = try row.get("id")
        text = try row.get("text")
        edited = try row.get("edited")
    }

    func sentence(_ messageIDs: [String], _ keyring: Keyring) throws -> Report.Sentence {
        Report.Sentence(
            id: id,
            text: try text.text(for: id, by: keyring),
            editedText: try edited?.text(for: id, by: keyring),
            messageIDs: messageIDs
        )
    }
}
