import Foundation
import Persistence
import SuiteProtocol

/// The erasure of a person, step by step, so that a crash or a daemon that is away delays it and loses nothing.
package struct ErasureStore: Sendable {
    let database: Database

    package init(database: Database) {
        self.database = database
    }

    package static let migration = Migration(
        "erasures",
        """
        CREATE TABLE erasures (
            id TEXT PRIMARY KEY,
            subject TEXT NOT NULL UNIQUE,
            language TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            finished_at INTEGER
        );
        CREATE TABLE erasure_steps (
            erasure_id TEXT NOT NULL REFERENCES erasures (id) ON DELETE CASCADE,
            daemon TEXT NOT NULL,
            state TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            due_at INTEGER,
            outcome TEXT,
            PRIMARY KEY (erasure_id, daemon)
        );
        CREATE INDEX erasure_steps_due ON erasure_steps (due_at);
        """
    )

    /// How long whoever takes a step has it for itself, unless it says that it is still at it.
    package static let lease: TimeInterval = 10
    /// After the end daemons are told once more: until then a token could be good for one that hadn't heard of it.
    package static let secondPass: TimeInterval = 20 * 60

    /// Begins one; a second request joins the first.
    ///
    /// - Parameter daemons: who holds data, the gateway itself left out: it comes last.
    func begin(_ subject: String, at daemons: [String], _ language: String, now: Date, in db: Connection) throws {
        let id = newID(at: now)
        let isNew = try db.execute(
            """
            INSERT INTO erasures (id, subject, language, created_at) VALUES (\(id), \(subject), \(language), \(now))
            ON CONFLICT (subject) DO NOTHING
            """
        )
        guard isNew == 1 else { return }
        for daemon in daemons + [RouteTable.own] {
            try db.execute(
                """
                INSERT INTO erasure_steps (erasure_id, daemon, state, attempts, due_at)
                VALUES (\(id), \(daemon), \(Erasure.StepState.waiting), 0, \(now))
                """
            )
        }
    }

    /// Until the account is gone.
    static func isUnderWay(of subject: String, in db: Connection) throws -> Bool {
        try !db.rows("SELECT id FROM erasures WHERE subject = \(subject) AND finished_at IS NULL").isEmpty
    }

    func find(subject: String) async throws -> Erasure? {
        try await database.read { db in
            guard let row = try db.rows("SELECT * FROM erasures WHERE subject = \(subject)").first else { return nil }
            let id: String = try row.get("id")
            let steps: [Erasure.Step] = try db.all(
                "SELECT * FROM erasure_steps WHERE erasure_id = \(id) ORDER BY daemon"
            )
            return Erasure(id: id, isDone: try row.get("finished_at", as: Date?.self) != nil, steps: steps)
        }
    }

    /// Takes what is due, for `lease`; the gateway's own step only when no other is left.
    func take(now: Date) async throws -> [ErasureTask] {
        let isAnyDue = try await database.read { db in
            try !db.rows("SELECT daemon FROM erasure_steps WHERE due_at <= \(now) LIMIT 1").isEmpty
        }
        guard isAnyDue else { return [] }
        return try await database.write { db in
            let due: [ErasureTask] = try db.all(
                """
                SELECT s.*, e.subject, e.language FROM erasure_steps s JOIN erasures e ON e.id = s.erasure_id
                WHERE s.due_at <= \(now) AND (s.daemon <> \(RouteTable.own) OR NOT EXISTS (
                    SELECT 1 FROM erasure_steps o WHERE o.erasure_id = s.erasure_id
                    AND o.daemon <> \(RouteTable.own) AND o.state <> \(Erasure.StepState.done)))
                ORDER BY s.due_at LIMIT 20
                """
            )
            for task in due {
                try db.execute(
                    """
                    UPDATE erasure_steps SET due_at = \(now.addingTimeInterval(Self.lease)), attempts = attempts + 1
                    WHERE erasure_id = \(task.erasureID) AND daemon = \(task.daemon)
                    """
                )
            }
            return due
        }
    }

    /// Whoever works on it is alive.
    func prolong(_ task: ErasureTask, now: Date) async throws {
        try await postpone(task, until: now.addingTimeInterval(Self.lease))
    }

    /// It didn't answer, or couldn't: it is asked again later, and later still.
    func retry(_ task: ErasureTask, now: Date) async throws {
        let pause = Double(min(1 << min(task.attempts, 9), 300))
        try await database.write { db in
            try db.execute(
                """
                UPDATE erasure_steps SET state = \(Erasure.StepState.away)
                WHERE \(Self.its(task)) AND state <> \(Erasure.StepState.done)
                """
            )
        }
        try await postpone(task, until: now.addingTimeInterval(pause))
    }

    /// A daemon has erased what it held; a second time, what had come in since.
    func finish(_ task: ErasureTask, _ outcome: SubjectErasure) async throws {
        let text = try Self.text(outcome)
        try await database.write { db in
            try db.execute(
                """
                UPDATE erasure_steps SET state = \(Erasure.StepState.done), due_at = NULL,
                    outcome = COALESCE(outcome, \(text))
                WHERE \(Self.its(task))
                """
            )
        }
    }

    /// What became of the account, in the transaction in which it went; the first time counts.
    func note(_ outcome: SubjectErasure, of task: ErasureTask, in db: Connection) throws {
        let text = try Self.text(outcome)
        try db.execute("UPDATE erasure_steps SET outcome = COALESCE(outcome, \(text)) WHERE \(Self.its(task))")
    }

    /// Nothing is left, but for a second look at every daemon.
    func finishAll(_ task: ErasureTask, now: Date) async throws {
        try await database.write { db in
            try db.execute(
                "UPDATE erasure_steps SET state = \(Erasure.StepState.done), due_at = NULL WHERE \(Self.its(task))"
            )
            try db.execute("UPDATE erasures SET finished_at = \(now) WHERE id = \(task.erasureID)")
            try db.execute(
                """
                UPDATE erasure_steps SET due_at = \(now.addingTimeInterval(Self.secondPass)), attempts = 0
                WHERE erasure_id = \(task.erasureID) AND daemon <> \(RouteTable.own)
                """
            )
        }
    }

    /// Forgets erasures that ended before a date.
    func removeFinished(before date: Date, limit: Int) async throws -> Int {
        try await database.write { db in
            try db.execute(
                """
                DELETE FROM erasures WHERE id IN (SELECT id FROM erasures WHERE finished_at < \(date) LIMIT \(limit))
                """
            )
        }
    }

    private func postpone(_ task: ErasureTask, until date: Date) async throws {
        try await database.write { db in
            try db.execute("UPDATE erasure_steps SET due_at = \(date) WHERE \(Self.its(task)) AND due_at IS NOT NULL")
        }
    }

    private static func its(_ task: ErasureTask) -> SQL {
        "erasure_id = \(task.erasureID) AND daemon = \(task.daemon)"
    }

    private static func text(_ outcome: SubjectErasure) throws -> String {
        String(decoding: try WireJSON.encoder().encode(outcome), as: UTF8.self)
    }
}
