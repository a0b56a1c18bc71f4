import Audit
import Foundation
import Persistence
import SuiteProtocol

/// Who stepped in, when, and what they noted. Messages stay in chat; notes rest sealed.
struct InterventionStore: Sendable {
    static let listLimits = 1...100
    /// In seconds: a take-over that nobody finished by then was never finished.
    private static let longestTakeOver = 30.0

    let database: Database
    let names: PeopleNames
    let trail: AuditTrail
    let support: SupportStore
    let now: @Sendable () -> Date

    var keyring: Keyring { names.keyring }

    /// A take-over that has begun.
    struct Begun: Sendable {
        let row: InterventionRow
        /// Whose place it takes, since they weren't there any more.
        let relieved: InterventionRow?
    }

    /// Begins a take-over; an intervention of the same tutor that is under way is given instead. Whoever hasn't written
    /// for as long as an alert may wait is relieved.
    func begin(_ conversationID: String, by tender: Tender) async throws -> Begun {
        let now = now()
        return try await database.write { db in
            let student = try Self.student(of: conversationID, for: tender, in: db)
            let known = try Self.underWay(conversationID, in: db)
            if let known {
                if known.tutor == tender.id, known.state != .leaving { return Begun(row: known, relieved: nil) }
                let oldest = try oldestAnswer(at: now, in: db)
                guard known.state == .active, known.writtenAt <= oldest else { throw InterventionError.taken }
                try end(known, as: .ended, by: tender.origin, at: now, in: db)
            }
            let id = newID(at: now)
            let last: String? = try db.value(
                """
                SELECT message_id AS value FROM analyses WHERE conversation_id = \(conversationID)
                ORDER BY created_at DESC, message_id DESC LIMIT 1
                """
            )
            let alert: String? = try db.value(
                """
                SELECT id AS value FROM alerts WHERE student = \(student) AND state IN (\(AlertStore.underWay))
                """
            )
            try db.execute(
                """
                INSERT INTO interventions (id, conversation_id, student, tutor, alert_id, state, after_message,
                    written_at, started_at)
                VALUES (\(id), \(conversationID), \(student), \(tender.id), \(alert), \(Intervention.State.starting),
                    \(last), \(now), \(now))
                """
            )
            try names.note(tender.id, tender.name, at: now, in: db)
            return Begun(row: try Self.find(id, in: db), relieved: known)
        }
    }

    /// chat has handed the conversation over. Throws where somebody has undone it meanwhile.
    ///
    /// - Parameter message: the newest at that moment: what stands behind it waits for the tutor.
    func confirm(_ id: String, behind message: String?, by tender: Tender) async throws -> InterventionRow {
        try await database.write { db in
            let row = try Self.find(id, in: db)
            guard row.state != .active else { return row }
            let count = try db.execute(
                """
                UPDATE interventions SET state = \(Intervention.State.active), answered_to = \(message),
                    waiting_since = CASE WHEN last_asked <= \(message) THEN NULL ELSE waiting_since END
                WHERE id = \(id) AND state = \(Intervention.State.starting)
                """
            )
            guard count == 1 else { throw InterventionError.notHandedOver }
            try trail.record(
                .interventionStarted,
                by: tender.origin,
                of: row.student,
                object: Self.object(id),
                in: db
            )
            return try Self.find(id, in: db)
        }
    }

    /// chat has the assistant answer again, or never had the tutor do it.
    func finish(_ id: String, as state: Intervention.State, by origin: AuditOrigin) async throws -> InterventionRow {
        let now = now()
        return try await database.write { db in
            let row = try Self.find(id, in: db)
            guard row.state.isUnderWay else { return row }
            try end(row, as: state, by: origin, at: now, in: db)
            return try Self.find(id, in: db)
        }
    }

    private func end(
        _ row: InterventionRow,
        as state: Intervention.State,
        by origin: AuditOrigin,
        at now: Date,
        in db: Connection
    ) throws {
        try db.execute("UPDATE interventions SET state = \(state), ended_at = \(now) WHERE id = \(row.id)")
        try trail.record(
            .interventionEnded,
            by: origin,
            of: row.student,
            object: Self.object(row.id),
            result: state == .ended ? .ok : .failed,
            at: now,
            in: db
        )
    }

    /// Take-overs that a daemon left when it died, and what nobody has given back yet.
    func stuck() async throws -> [InterventionRow] {
        let before = now().addingTimeInterval(-Self.longestTakeOver)
        return try await database.read { db in
            try db.all(
                """
                SELECT * FROM interventions
                WHERE (state = 'starting' AND started_at < \(before)) OR state = 'leaving'
                ORDER BY started_at LIMIT 20
                """
            )
        }
    }

    /// Of whoever has it, of another tutor of the student and of administrators: who has it may not be there.
    func endable(_ id: String, by tender: Tender) async throws -> InterventionRow {
        try await database.read { db in
            let row = try Self.find(id, in: db)
            guard row.tutor == tender.id || tender.seesAll || tender.students.contains(row.student) else {
                throw InterventionError.notFound
            }
            return row
        }
    }

    func own(_ id: String, of tender: Tender) async throws -> InterventionRow {
        try await database.read { try Self.own(id, of: tender, in: $0) }
    }

    /// Who was told of the alert that it is about.
    func told(of row: InterventionRow) async throws -> Set<String> {
        guard let alert = row.alertID else { return [] }
        return try await database.read { db in
            Set(try db.rows("SELECT person FROM alert_steps WHERE alert_id = \(alert)").map { try $0.get("person") })
        }
    }

    func row(_ id: String) async throws -> InterventionRow { try await database.read { try Self.find(id, in: $0) } }

    /// Where a student whom the tutor may tend wrote.
    private static func student(of conversationID: String, for tender: Tender, in db: Connection) throws -> String {
        let alert = try db.first(
            """
            SELECT * FROM alerts WHERE conversation_id = \(conversationID) AND \(AlertStore.meant(for: tender))
            ORDER BY id DESC LIMIT 1
            """,
            as: AlertRow.self
        )
        if let alert { return alert.student }
        let student: String? = try db.value(
            """
            SELECT student AS value FROM analyses WHERE conversation_id = \(conversationID)
                AND student IN (\(tender.students.sorted())) LIMIT 1
            """
        )
        guard let student else { throw InterventionError.noConversation }
        return student
    }

    private static func underWay(_ conversationID: String, in db: Connection) throws -> InterventionRow? {
        try db.first(
            """
            SELECT * FROM interventions
            WHERE conversation_id = \(conversationID) AND state IN ('starting', 'active', 'leaving')
            """
        )
    }

    /// 404 for everybody else, administrators too.
    static func own(_ id: String, of tender: Tender, in db: Connection) throws -> InterventionRow {
        let row = try find(id, in: db)
        guard row.tutor == tender.id else { throw InterventionError.notFound }
        return row
    }

    static func find(_ id: String, in db: Connection) throws -> InterventionRow {
        guard let row = try db.first("SELECT * FROM interventions WHERE id = \(id)", as: InterventionRow.self) else {
            throw InterventionError.notFound
        }
        return row
    }

    /// When a person last spoke with a student.
    static func lastContact(with student: String, in db: Connection) throws -> Date? {
        try db.value(
            """
            SELECT MAX(COALESCE(ended_at, started_at)) AS value FROM interventions
            WHERE student = \(student) AND state IN ('active', 'leaving', 'ended')
            """
        )
    }

    static func object(_ id: String) -> AuditObject { AuditObject("intervention", id) }
}
