import Foundation
import Persistence

extension AlertStore {
    /// Alerts that are looked at in one transaction.
    private static let batch = 20

    /// Tells the next person of what nobody has taken on in time. Of two replicas that try, one does.
    func advance() async throws -> [AlertChange] {
        let now = now()
        let isAnyDue = try await database.read { db in
            try !db.rows("SELECT id FROM alerts WHERE due_at IS NOT NULL AND due_at <= \(now) LIMIT 1").isEmpty
        }
        guard isAnyDue else { return [] }
        return try await database.write { db in
            let due = try db.all(
                """
                SELECT * FROM alerts WHERE due_at IS NOT NULL AND due_at <= \(now) AND state IN ('open', 'referred')
                ORDER BY due_at LIMIT \(Self.batch)
                """,
                as: AlertRow.self
            )
            guard !due.isEmpty else { return [] }
            let chain = try chain(in: db)
            return try due.compactMap { alert in
                let position = alert.step + 1
                let first: [String] = try db.rows(
                    "SELECT person FROM alert_steps WHERE alert_id = \(alert.id) AND position = 0 ORDER BY person"
                ).map { try $0.get("person") }
                let step = chain.step(position, first: first, at: now)
                let count = try db.execute(
                    """
                    UPDATE alerts SET step = \(step.people.isEmpty ? alert.step : position), due_at = \(step.dueAt)
                    WHERE id = \(alert.id) AND step = \(alert.step)
                    """
                )
                guard count == 1, !step.people.isEmpty else { return nil }
                try tell(step, of: alert.id, position: position, at: now, in: db)
                return try change(alert.id, in: db)
            }
        }
    }

    /// Who has alerts that are under way.
    func handlers() async throws -> [String] {
        try await database.read { db in
            try db.rows(
                """
                SELECT DISTINCT handled_by FROM alerts
                WHERE state IN ('acknowledged', 'referred') AND handled_by IS NOT NULL
                """
            ).map { try $0.get("handled_by") }
        }
    }

    /// What somebody has who can't be there any more goes to the next of the chain.
    func release(from person: String) async throws {
        try await database.write { try release(from: person, in: $0) }
    }

    func release(from person: String, in db: Connection) throws {
        let now = now()
        let ids: [String] = try db.rows(
            "SELECT id FROM alerts WHERE handled_by = \(person) AND state IN ('acknowledged', 'referred')"
        ).map { try $0.get("id") }
        for id in ids {
            try db.execute(
                """
                UPDATE alerts SET state = \(Alert.State.open), handled_by = NULL, due_at = \(now) WHERE id = \(id)
                """
            )
            try log(.reopened, id, by: nil, reason: nil, at: now, in: db)
        }
    }

    /// An episode that a person has ended, and of which chat doesn't know it.
    struct UntoldEnd: RowDecodable, Sendable {
        let alert: String
        let student: String

        init(row: Row) throws {
            alert = try row.get("id")
            student = try row.get("student")
        }
    }

    func untoldEnds() async throws -> [UntoldEnd] {
        try await database.read { db in
            try db.all(
                """
                SELECT id, student FROM alerts WHERE ended_at IS NOT NULL AND told_end_at IS NULL
                ORDER BY id LIMIT \(Self.batch)
                """
            )
        }
    }

    func noteToldEnd(_ id: String) async throws {
        let now = now()
        try await database.write { try $0.execute("UPDATE alerts SET told_end_at = \(now) WHERE id = \(id)") }
    }

    /// What has ended before a date; nothing that is under way.
    func removeOld(before date: Date, limit: Int) async throws -> Int {
        try await database.write { db in
            try db.execute(
                """
                DELETE FROM alerts WHERE id IN
                (SELECT id FROM alerts WHERE ended_at < \(date) ORDER BY ended_at LIMIT \(limit))
                """
            )
        }
    }
}
