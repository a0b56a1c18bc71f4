import Audit
import Foundation
import Persistence

/// Whether whoever took a conversation is there for the student.
extension InterventionStore {
    /// Whoever hasn't written since isn't there: a student waits for a tutor no longer than an alert does.
    func oldestAnswer(at now: Date, in db: Connection) throws -> Date {
        let minutes = try support.settings(in: db).acknowledgeMinutes
        return now.addingTimeInterval(Double(-minutes * 60))
    }

    /// The tutor has written.
    func noteWords(_ id: String) async throws {
        let now = now()
        try await database.write {
            try $0.execute("UPDATE interventions SET written_at = \(now), waiting_since = NULL WHERE id = \(id)")
        }
    }

    /// The student has written to a tutor, in the transaction that keeps the analysis.
    static func noteMessage(_ message: ToldMessage, in db: Connection) throws {
        try db.execute(
            """
            UPDATE interventions SET waiting_since = \(message.createdAt)
            WHERE conversation_id = \(message.conversationID) AND state = 'active' AND waiting_since IS NULL
                AND written_at < \(message.createdAt)
            """
        )
    }

    /// Those under way whose tutor hasn't answered in time, or isn't known any more.
    func leftAlone() async throws -> [InterventionRow] {
        let now = now()
        return try await database.read { db in
            let oldest = try oldestAnswer(at: now, in: db)
            return try db.all(
                """
                SELECT * FROM interventions
                WHERE state = 'active' AND (waiting_since <= \(oldest) OR tutor IS NULL)
                ORDER BY started_at LIMIT 20
                """
            )
        }
    }

    func active() async throws -> [InterventionRow] {
        try await database.read { try $0.all("SELECT * FROM interventions WHERE state = 'active' ORDER BY id") }
    }

    /// Takes the conversation from whoever isn't there, in the transaction of what follows. False where somebody did so
    /// before, or they have written meanwhile.
    func leave(_ row: InterventionRow, in db: Connection) throws -> Bool {
        try db.execute(
            """
            UPDATE interventions SET state = \(Intervention.State.leaving)
            WHERE id = \(row.id) AND state = 'active' AND written_at = \(row.writtenAt)
            """
        ) == 1
    }

    static func isUnderWay(with student: String, in db: Connection) throws -> Bool {
        try !underWay(with: [student], in: db).isEmpty
    }

    /// By student; of several the newest.
    static func underWay(with students: [String], in db: Connection) throws -> [String: InterventionRow] {
        let rows = try db.all(
            "SELECT * FROM interventions WHERE student IN (\(students)) AND state = 'active' ORDER BY id",
            as: InterventionRow.self
        )
        return Dictionary(rows.map { ($0.student, $0) }) { $1 }
    }
}
