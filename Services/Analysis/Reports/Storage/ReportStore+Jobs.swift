import FoundationEssentials
import Persistence
import SuiteProtocol

/// A report that somebody is making.
struct ReportJob: Sendable {
    let id: String
    let target: ReportTarget
    let audience: ReportAudience
    let language: String
    /// Proves that the report is still whose who took it.
    let claim: String
    /// With this one.
    let attempts: Int
}

extension ReportStore {
    /// Seconds for which a report is its taker's, unless prolonged.
    static let lease: TimeInterval = 10
    /// After so many it has failed.
    static let mostAttempts = 5

    /// Takes the report that waits longest; one whose maker is gone, too.
    func take(at now: Date = Date()) async throws -> ReportJob? {
        let waits = try await database.read { db in
            try !db.rows("SELECT id FROM reports WHERE due_at <= \(now) LIMIT 1").isEmpty
        }
        guard waits else { return nil }
        return try await database.write { db -> ReportJob? in
            let due = try db.first(
                "SELECT * FROM reports WHERE due_at <= \(now) ORDER BY due_at, id LIMIT 1",
                as: ReportRow.self
            )
            guard let due else { return nil }
            guard due.attempts < Self.mostAttempts else {
                // Whoever tried it last never said how it ended: it may be the report that ends them.
                try db.execute("UPDATE reports SET state = \(Report.State.failed), due_at = NULL WHERE id = \(due.id)")
                return nil
            }
            let claim = newID(at: now)
            // Of two replicas at once only one still finds it due.
            let taken = try db.execute(
                """
                UPDATE reports SET claim = \(claim), due_at = \(now.addingTimeInterval(Self.lease)),
                    state = \(Report.State.running), attempts = attempts + 1
                WHERE id = \(due.id) AND due_at <= \(now)
                """
            )
            guard taken == 1 else { return nil }
            let students = Set(try Self.students(of: due.id, in: db))
            return ReportJob(
                id: due.id,
                target: due.target,
                audience: ReportAudience(students: students, conversation: due.conversation),
                language: due.language,
                claim: claim,
                attempts: due.attempts + 1
            )
        }
    }

    /// Whoever makes it is alive. Throws `CancellationError` where it is somebody else's by now, or gone.
    func prolong(_ job: ReportJob, progress: Int? = nil, at now: Date = Date()) async throws {
        try await database.write { db in
            let prolonged = try db.execute(
                """
                UPDATE reports SET due_at = \(now.addingTimeInterval(Self.lease)),
                    progress = COALESCE(\(progress), progress)
                WHERE id = \(job.id) AND claim = \(job.claim)
                """
            )
            guard prolonged == 1 else { throw CancellationError() }
        }
    }

    /// Keeps what was written, once. A sentence without messages isn't kept.
    ///
    /// - Parameter owners: whose each message is.
    func finish(
        _ job: ReportJob,
        _ sentences: [ReportSentence],
        _ figures: ReportFigures,
        owners: [String: String],
        at now: Date = Date()
    ) async throws {
        let sealed = try EncryptedText(json: figures, for: job.id, by: keyring)
        try await database.write { db in
            let finished = try db.execute(
                """
                UPDATE reports SET state = \(Report.State.done), progress = 100, due_at = NULL, claim = NULL,
                    figures = \(sealed)
                WHERE id = \(job.id) AND claim = \(job.claim)
                """
            )
            guard finished == 1 else { throw CancellationError() }
            // Not of those who were erased since.
            let students = Set(try Self.students(of: job.id, in: db))
            for (position, sentence) in sentences.enumerated() {
                let links = sentence.messageIDs.compactMap { id in
                    owners[id].flatMap { students.contains($0) ? (id, $0) : nil }
                }
                guard !links.isEmpty else { continue }
                let id = newID(at: now)
                let text = try EncryptedText(sentence.text, for: id, by: keyring)
                try db.execute(
                    """
                    INSERT INTO report_sentences (id, report_id, position, rule, text)
                    VALUES (\(id), \(job.id), \(position), \(sentence.rule), \(text))
                    """
                )
                try db.insert(
                    links.map { "(\(id), \($0.0), \($0.1))" },
                    into: "report_messages (sentence_id, message_id, student)"
                )
            }
        }
    }

    /// It is tried again later, and later still, or has failed.
    func retry(_ job: ReportJob, at now: Date = Date()) async throws {
        let hasFailed = job.attempts >= Self.mostAttempts
        let state = hasFailed ? Report.State.failed : .queued
        let due = hasFailed ? nil : now.addingTimeInterval(Double(1 << job.attempts))
        try await database.write { db in
            try db.execute(
                """
                UPDATE reports SET state = \(state), due_at = \(due), claim = NULL
                WHERE id = \(job.id) AND claim = \(job.claim)
                """
            )
        }
    }

    /// Removes what was asked for before a date.
    ///
    /// - Returns: how many there were, at most `limit`.
    func removeOld(before date: Date, limit: Int) async throws -> Int {
        try await database.write { db in
            try db.execute(
                """
                DELETE FROM reports WHERE id IN
                (SELECT id FROM reports WHERE created_at < \(date) ORDER BY created_at LIMIT \(limit))
                """
            )
        }
    }
}
