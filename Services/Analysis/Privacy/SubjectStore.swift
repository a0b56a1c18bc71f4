import Daemon
import Foundation
import Persistence
import Risk

/// All that stands here of one student, and what somebody did with the alerts of others.
struct SubjectStore: Sendable {
    let database: Database
    let names: PeopleNames
    let support: SupportStore
    let alerts: AlertStore

    private var keyring: Keyring { names.keyring }

    struct Holdings: Sendable {
        let analyses: Holding?
        let alerts: Holding?
        let interventions: Holding?
        let handled: Holding?
    }

    func holdings(of subject: String) async throws -> Holdings {
        try await database.read { db in
            Holdings(
                analyses: try db.first(
                    """
                    SELECT COUNT(*) AS count, MIN(created_at) AS since, MAX(created_at) AS until
                    FROM analyses WHERE student = \(subject)
                    """
                ),
                alerts: try db.first(
                    """
                    SELECT COUNT(*) AS count, MIN(raised_at) AS since, MAX(last_signal_at) AS until
                    FROM alerts WHERE student = \(subject)
                    """
                ),
                interventions: try db.first(
                    """
                    SELECT COUNT(*) AS count, MIN(started_at) AS since, MAX(started_at) AS until
                    FROM interventions WHERE student = \(subject)
                    """
                ),
                handled: try db.first(
                    """
                    SELECT COUNT(*) AS count, MIN(raised_at) AS since, MAX(raised_at) AS until
                    FROM alerts WHERE \(Self.isHandled(by: subject))
                    """
                )
            )
        }
    }

    struct Export: Sendable {
        struct Analysis: Encodable, Sendable {
            let at: Date
            let emotion: String?
            let style: String?
            /// What the person said of it.
            let correction: String?
        }

        struct Alert: Encodable, Sendable {
            let at: Date
            let reason: String
            let text: String
            let state: String
        }

        struct Intervention: Encodable, Sendable {
            struct Note: Encodable, Sendable {
                let at: Date
                let text: String
            }

            let at: Date
            let notes: [Note]
        }

        let analyses: [Analysis]
        let alerts: [Alert]
        let interventions: [Intervention]
        let handled: [String]
    }

    /// With what tutors noted, but not who they are.
    func exported(of subject: String, in language: Language) async throws -> Export {
        try await database.read { db in
            let interventions = try db.all(
                "SELECT * FROM interventions WHERE student = \(subject) ORDER BY id",
                as: InterventionRow.self
            )
            let handled = try db.rows("SELECT id FROM alerts WHERE \(Self.isHandled(by: subject)) ORDER BY id")
            return Export(
                analyses: try db.rows("SELECT * FROM analyses WHERE student = \(subject) ORDER BY created_at")
                    .map { row in
                        Export.Analysis(
                            at: try row.get("created_at"),
                            emotion: try row.get("emotion"),
                            style: try row.get("style"),
                            correction: try row.get("correction")
                        )
                    },
                alerts: try db.all("SELECT * FROM alerts WHERE student = \(subject) ORDER BY id", as: AlertRow.self)
                    .map { row in
                        Export.Alert(
                            at: row.raisedAt,
                            reason: Messages.reason(row)[language],
                            text: try row.excerpt(keyring),
                            state: row.state.rawValue
                        )
                    },
                interventions: try interventions.map { row in
                    let notes = try db.all(
                        "SELECT * FROM intervention_notes WHERE intervention_id = \(row.id) ORDER BY id",
                        as: InterventionNoteRow.self
                    )
                    return Export.Intervention(
                        at: row.startedAt,
                        notes: try notes.map { Export.Intervention.Note(at: $0.at, text: try $0.text(keyring)) }
                    )
                },
                handled: try handled.map { try $0.get("id") }
            )
        }
    }

    struct Erased: Sendable {
        let analyses: Int
        let alerts: Int
        let interventions: Int
        let handled: Int
    }

    /// A student's goes; of whoever tended others only who they were is forgotten.
    func erase(_ subject: String) async throws -> Erased {
        try await database.write { db in
            let handled: Int? = try db.value(
                "SELECT COUNT(*) AS value FROM alerts WHERE \(Self.isHandled(by: subject))"
            )
            try db.execute("DELETE FROM waiting_messages WHERE student = \(subject)")
            let erased = Erased(
                analyses: try db.execute("DELETE FROM analyses WHERE student = \(subject)"),
                alerts: try db.execute("DELETE FROM alerts WHERE student = \(subject)"),
                interventions: try db.execute("DELETE FROM interventions WHERE student = \(subject)"),
                handled: handled ?? 0
            )
            try alerts.release(from: subject, in: db)
            try db.execute("UPDATE alerts SET handled_by = NULL WHERE handled_by = \(subject)")
            try db.execute("UPDATE alert_log SET person = NULL WHERE person = \(subject)")
            try db.execute("DELETE FROM alert_steps WHERE person = \(subject)")
            try db.execute("DELETE FROM alert_views WHERE person = \(subject)")
            try db.execute("DELETE FROM mails WHERE person = \(subject)")
            try db.execute("UPDATE interventions SET tutor = NULL WHERE tutor = \(subject)")
            try db.execute("UPDATE intervention_notes SET author = NULL WHERE author = \(subject)")
            try support.forget(subject, in: db)
            try names.forget(subject, in: db)
            return erased
        }
    }

    private static func isHandled(by person: String) -> SQL {
        """
        (handled_by = \(person) OR id IN (SELECT alert_id FROM alert_log WHERE person = \(person))
            OR id IN (SELECT alert_id FROM alert_steps WHERE person = \(person)))
        """
    }
}
