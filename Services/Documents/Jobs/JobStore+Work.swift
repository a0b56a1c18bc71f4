import FoundationEssentials
import Identity
import Persistence
import SuiteProtocol

extension JobStore {
    /// What this replica had when it died: nobody needs to wait until its lease ends.
    func releaseOwn(at now: Date = Date()) async throws {
        try await database.write { db in
            try db.execute("UPDATE jobs SET due_at = \(now), claim = NULL, holder = NULL WHERE holder = \(replica)")
        }
    }

    /// Takes a job of a kind; one whose taker is gone, too. People take turns, so that five hundred files of one don't keep
    /// another's waiting; of each the one that waits longest is next.
    ///
    /// - Parameter handler: is told where whoever tried it last never said how it ended.
    func take(for handler: any JobHandler, at now: Date = Date()) async throws -> Job? {
        let due: SQL = "kind = \(handler.kind) AND due_at <= \(now)"
        let waits = try await database.read { db in try !db.rows("SELECT id FROM jobs WHERE \(due) LIMIT 1").isEmpty }
        guard waits else { return nil }
        return try await database.write { db -> Job? in
            let next: String? = try db.value(
                """
                SELECT owner AS value FROM jobs WHERE \(due) GROUP BY owner
                ORDER BY (SELECT COALESCE(MAX(served.taken_at), 0) FROM jobs AS served
                    WHERE served.kind = \(handler.kind) AND served.owner = jobs.owner), MIN(due_at) LIMIT 1
                """
            )
            let row = try db.first(
                "SELECT * FROM jobs WHERE \(due) AND owner = \(next) ORDER BY due_at, id LIMIT 1",
                as: JobRow.self
            )
            guard let found = try row?.job(keyring) else { return nil }
            guard found.attempts < Self.mostAttempts else {
                try end(found, as: .failed, JobError.gaveUp, at: now, for: handler, in: db)
                return nil
            }
            // Of two replicas at once only one still finds it due.
            let taken = try db.execute(
                """
                UPDATE jobs SET claim = \(newID(at: now)), holder = \(replica), due_at = \(now.addingTimeInterval(Self.lease)),
                    taken_at = \(now), state = \(Job.State.running), attempts = attempts + 1, started_at = COALESCE(started_at, \(now))
                WHERE id = \(found.id) AND \(due)
                """
            )
            guard taken == 1 else { return nil }
            return try find(found.id, of: found.owner, in: db)
        }
    }

    /// Whoever does it is alive, and so far. Attempts are counted from the last step forward: what goes on from where it
    /// was may take any number of restarts.
    ///
    /// - Throws: `CancellationError` where it was cancelled, is somebody else's by now, or gone.
    func prolong(_ job: Job, stage: String?, done: Int, total: Int?, at now: Date = Date()) async throws {
        try await database.write { db in
            let prolonged = try db.execute(
                """
                UPDATE jobs SET due_at = \(now.addingTimeInterval(Self.lease)), stage = \(stage), done = \(done),
                    total = \(total), attempts = CASE WHEN \(done) > done THEN 1 ELSE attempts END
                WHERE id = \(job.id) AND claim = \(job.claim)
                """
            )
            guard prolonged == 1 else { throw CancellationError() }
        }
    }

    /// Whether its turn is over, and somebody else waits for one.
    func isAwaited(_ job: Job, at now: Date = Date()) async throws -> Bool {
        try await database.read { db in
            try !db.rows(
                """
                SELECT id FROM jobs WHERE id = \(job.id) AND taken_at < \(now.addingTimeInterval(-Self.turn)) AND EXISTS
                    (SELECT 1 FROM jobs AS others WHERE others.kind = \(job.kind) AND others.due_at <= \(now)
                    AND others.owner <> \(job.owner))
                """
            ).isEmpty
        }
    }

    func finish(_ job: Job, at now: Date = Date()) async throws {
        try await database.write { db in
            let finished = try db.execute(
                """
                UPDATE jobs SET state = \(Job.State.done), done = COALESCE(total, done), ended_at = \(now), due_at = NULL,
                    claim = NULL, holder = NULL, stage = NULL
                WHERE id = \(job.id) AND claim = \(job.claim)
                """
            )
            guard finished == 1 else { throw CancellationError() }
        }
    }

    /// It has failed, and says why.
    func fail(_ job: Job, _ fault: Job.Fault, for handler: any JobHandler, at now: Date = Date()) async throws {
        try await database.write { db in
            guard try isClaimed(job, in: db) else { return }
            try end(job, as: .failed, fault, at: now, for: handler, in: db)
        }
    }

    /// It is tried again later, and later still, or has failed.
    func postpone(_ job: Job, for handler: any JobHandler, at now: Date = Date()) async throws {
        try await database.write { db in
            guard try isClaimed(job, in: db) else { return }
            let latest = try find(job.id, of: job.owner, in: db)
            guard latest.attempts < Self.mostAttempts else {
                return try end(latest, as: .failed, JobError.gaveUp, at: now, for: handler, in: db)
            }
            let due = now.addingTimeInterval(Double(1 << latest.attempts))
            try db.execute(
                """
                UPDATE jobs SET state = \(Job.State.waiting), due_at = \(due), claim = NULL, holder = NULL
                WHERE id = \(job.id)
                """
            )
        }
    }

    /// Back to those that wait, as if it had never been taken: the daemon stops.
    func release(_ job: Job, at now: Date = Date()) async throws {
        try await database.write { db in
            try db.execute(
                """
                UPDATE jobs SET state = \(Job.State.waiting), due_at = \(now), claim = NULL, holder = NULL,
                    attempts = attempts - 1
                WHERE id = \(job.id) AND claim = \(job.claim)
                """
            )
        }
    }

    /// Whoever does it stops at the next page. What is done stays.
    ///
    /// - Throws: `JobError`; one that has ended can't be cancelled.
    func cancel(_ id: String, of owner: String, by handlers: JobHandlers, at now: Date = Date()) async throws -> Job {
        try await database.write { db in
            let job = try find(id, of: owner, in: db)
            guard !job.state.isEnded else { throw JobError.hasEnded }
            try end(job, as: .cancelled, nil, at: now, for: handlers[job.kind], in: db)
            return try find(id, of: owner, in: db)
        }
    }

    /// A failed or cancelled job waits again, with all its attempts.
    func retry(
        _ id: String,
        by principal: Principal,
        _ handlers: JobHandlers,
        at now: Date = Date()
    ) async throws -> Job {
        try await database.write { db in
            let job = try find(id, of: principal.subject, in: db)
            guard [.failed, .cancelled].contains(job.state) else { throw JobError.notStopped }
            try db.execute(
                """
                UPDATE jobs SET state = \(Job.State.waiting), due_at = \(now), attempts = 0, fault_code = NULL,
                    fault_es = NULL, fault_en = NULL, ended_at = NULL
                WHERE id = \(id)
                """
            )
            try handlers[job.kind]?.retried(job, by: principal, in: db)
            try tell(id, job.kind, at: now, in: db)
            return try find(id, of: principal.subject, in: db)
        }
    }

    private func isClaimed(_ job: Job, in db: Connection) throws -> Bool {
        try !db.rows("SELECT id FROM jobs WHERE id = \(job.id) AND claim = \(job.claim)").isEmpty
    }

    private func end(
        _ job: Job,
        as state: Job.State,
        _ fault: Job.Fault?,
        at now: Date,
        for handler: (any JobHandler)?,
        in db: Connection
    ) throws {
        try db.execute(
            """
            UPDATE jobs SET state = \(state), fault_code = \(fault?.code), fault_es = \(fault?.es),
                fault_en = \(fault?.en), ended_at = \(now), due_at = NULL, claim = NULL, holder = NULL,
                stage = NULL
            WHERE id = \(job.id)
            """
        )
        try handler?.ended(job, as: state, fault, in: db)
    }
}
