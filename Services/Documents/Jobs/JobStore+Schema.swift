import FoundationEssentials
import Persistence

extension JobStore {
    /// `due_at` is when somebody may take a job that hasn't ended: at once, or when whoever has it stops prolonging.
    /// `holder` is the replica that has it, `taken_at` since when.
    static let migrations = [
        Migration(
            "jobs",
            """
            CREATE TABLE jobs (
                id TEXT PRIMARY KEY,
                kind TEXT NOT NULL,
                subject TEXT NOT NULL,
                owner TEXT NOT NULL,
                name BLOB NOT NULL,
                state TEXT NOT NULL,
                stage TEXT,
                done INTEGER NOT NULL,
                total INTEGER,
                attempts INTEGER NOT NULL,
                claim TEXT,
                holder TEXT,
                due_at INTEGER,
                taken_at INTEGER,
                fault_code TEXT,
                fault_es TEXT,
                fault_en TEXT,
                created_at INTEGER NOT NULL,
                started_at INTEGER,
                ended_at INTEGER
            );
            CREATE INDEX jobs_due ON jobs (kind, due_at);
            CREATE INDEX jobs_by_owner ON jobs (owner, id);
            CREATE INDEX jobs_by_subject ON jobs (subject);
            CREATE INDEX jobs_by_end ON jobs (ended_at);
            CREATE INDEX jobs_by_turn ON jobs (kind, owner, taken_at);
            CREATE INDEX jobs_open ON jobs (kind, owner, due_at) WHERE due_at IS NOT NULL;
            """
        )
    ]

    static let sealedColumns = [SealedColumn("jobs", "name")]
}

/// A job's row.
struct JobRow: RowDecodable {
    let id: String
    let owner: String
    private let kind: Job.Kind
    private let state: Job.State
    private let stage: String?
    private let done: Int
    private let total: Int?
    private let subject: String
    private let name: EncryptedText
    private let attempts: Int
    private let fault: Job.Fault?
    private let createdAt: Date
    private let startedAt: Date?
    private let endedAt: Date?
    private let claim: String?

    init(row: Row) throws {
        id = try row.get("id")
        owner = try row.get("owner")
        kind = try row.get("kind")
        state = try row.get("state")
        stage = try row.get("stage")
        done = try row.get("done")
        total = try row.get("total")
        subject = try row.get("subject")
        name = try row.get("name")
        attempts = try row.get("attempts")
        let code: String? = try row.get("fault_code")
        fault = try code.map { Job.Fault(code: $0, es: try row.get("fault_es"), en: try row.get("fault_en")) }
        createdAt = try row.get("created_at")
        startedAt = try row.get("started_at")
        endedAt = try row.get("ended_at")
        claim = try row.get("claim")
    }

    func job(_ keyring: Keyring) throws -> Job {
        Job(
            id: id,
            kind: kind,
            state: state,
            stage: stage,
            done: done,
            total: total,
            subject: subject,
            name: try name.text(for: id, by: keyring),
            owner: owner,
            attempts: attempts,
            fault: fault,
            createdAt: createdAt,
            startedAt: startedAt,
            endedAt: endedAt,
            claim: claim
        )
    }
}
