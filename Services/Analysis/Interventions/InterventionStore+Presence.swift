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

    /// The tutor has written: only what the student wrote behind that still waits.
    ///
    /// - Parameter message: as chat named it.
    func noteWords(_ message: String?, on id: String) async throws {
        let now = now()
        try await database.write {
            try $0.execute(
                """
                UPDATE interventions SET written_at = \(now), answered_to = COALESCE(\(message), answered_to),
                    waiting_since = CASE WHEN last_asked > \(message) THEN \(now) ELSE NULL END
                WHERE id = \(id)
                """
            )
        }
    }

    /// The student has written to a tutor, in the transaction that keeps the analysis.
    ///
    /// What came first is told by the ids that chat gave, since its host's clock need not be this one's; for the same
    /// reason nobody is taken to wait since before the tutor last wrote.
    static func noteMessage(_ message: ToldMessage, in db: Connection) throws {
        try db.execute(
            """
            UPDATE interventions SET
                last_asked = CASE WHEN last_asked > \(message.id) THEN last_asked ELSE \(message.id) END,
                waiting_since = CASE
                    WHEN waiting_since IS NOT NULL OR answered_to >= \(message.id) THEN waiting_since
                    WHEN written_at > \(message.createdAt) THEN written_at
                    ELSE \(message.createdAt) END
            WHERE conversation_id = \(message.conversationID) AND state IN ('starting', 'active')
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
