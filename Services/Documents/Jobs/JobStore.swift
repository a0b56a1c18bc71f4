import FoundationEssentials
import Persistence
import SuiteProtocol

/// The jobs that wait, run and have ended. The table is the truth: what tells of a job only makes it begin sooner.
struct JobStore: Sendable {
    /// Seconds for which a job is its taker's, unless prolonged.
    static let lease: TimeInterval = 15
    /// Seconds after which a long job lets others' go first.
    static let turn: TimeInterval = 30
    /// After so many, each after a longer wait, it has failed.
    static let mostAttempts = 5

    let database: Database
    let keyring: Keyring
    /// This one's name, unlike that of others.
    let replica: String

    /// In the transaction of what the job is for.
    ///
    /// - Returns: its id.
    @discardableResult
    func enqueue(
        _ kind: Job.Kind,
        subject: String,
        name: String,
        owner: String,
        at now: Date = Date(),
        in db: Connection
    ) throws -> String {
        let id = newID(at: now)
        try db.execute(
            """
            INSERT INTO jobs (id, kind, subject, owner, name, state, done, attempts, due_at, created_at)
            VALUES (\(id), \(kind), \(subject), \(owner), \(EncryptedText(name, for: id, by: keyring)),
                \(Job.State.waiting), 0, 0, \(now), \(now))
            """
        )
        try tell(id, kind, at: now, in: db)
        return id
    }

    /// Of the caller, newest first.
    ///
    /// - Parameter ended: whether those that have ended, or the others; nil for all.
    func list(of owner: String, ended: Bool?, after cursor: String?, limit: Int) async throws -> [Job] {
        let wanted: SQL =
            switch ended {
            case nil: ""
            case true?: "AND ended_at IS NOT NULL"
            case false?: "AND ended_at IS NULL"
            }
        let before: SQL = cursor.map { "AND id < \($0)" } ?? ""
        return try await database.read { db in
            try db.all(
                "SELECT * FROM jobs WHERE owner = \(owner) \(wanted) \(before) ORDER BY id DESC LIMIT \(limit)",
                as: JobRow.self
            ).map { try $0.job(keyring) }
        }
    }

    func find(_ id: String, of owner: String) async throws -> Job {
        try await database.read { db in try find(id, of: owner, in: db) }
    }

    /// The latest of each subject.
    func latest(of subjects: Set<String>, in db: Connection) throws -> [String: Job] {
        guard !subjects.isEmpty else { return [:] }
        return try db.all("SELECT * FROM jobs WHERE subject IN (\(subjects)) ORDER BY id", as: JobRow.self)
            .reduce(into: [:]) { jobs, row in
                let job = try row.job(keyring)
                jobs[job.subject] = job
            }
    }

    /// What works on these goes with them. Whoever is at it finds that out when they say how far they are.
    func remove(subjects: Set<String>, in db: Connection) throws {
        try db.execute("DELETE FROM jobs WHERE subject IN (\(subjects))")
    }

    /// Removes what ended before a date.
    ///
    /// - Returns: how many there were, at most `limit`.
    func removeEnded(before date: Date, limit: Int) async throws -> Int {
        try await database.write { db in
            try db.execute(
                """
                DELETE FROM jobs WHERE id IN
                (SELECT id FROM jobs WHERE ended_at < \(date) ORDER BY ended_at LIMIT \(limit))
                """
            )
        }
    }

    func find(_ id: String, of owner: String, in db: Connection) throws -> Job {
        let row = try db.first("SELECT * FROM jobs WHERE id = \(id) AND owner = \(owner)", as: JobRow.self)
        guard let row else { throw JobError.notFound }
        return try row.job(keyring)
    }

    /// Wakes whoever is free, here or elsewhere.
    func tell(_ id: String, _ kind: Job.Kind, at now: Date, in db: Connection) throws {
        let event = Event(
            source: "/documents",
            type: .jobQueued,
            subject: id,
            time: now,
            data: JobQueued(jobID: id, kind: kind.rawValue)
        )
        try Outbox.append(
            event.type,
            id: event.id,
            stream: EventType.jobQueued.stream,
            payload: WireJSON.encoder().encode(event),
            at: now,
            to: db
        )
    }
}
