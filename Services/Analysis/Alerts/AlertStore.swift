import Audit
import Foundation
import Persistence
import Risk
import SuiteProtocol

/// Alerts: one an episode, whichever replica hears of it. What was written rests sealed.
struct AlertStore: Sendable {
    let database: Database
    let names: PeopleNames
    let trail: AuditTrail
    let support: SupportStore
    let mails: MailStore
    let shifts: Shifts.Zone
    let now: @Sendable () -> Date

    var keyring: Keyring { names.keyring }

    /// Raises an alert, or has the one of the student's episode grow, in the transaction that keeps the analysis.
    func note(_ signal: Signal, of message: ToldMessage, _ student: Person, at now: Date, in db: Connection) throws
        -> AlertChange
    {
        try names.note(message.student, student.name, at: now, in: db)
        let (id, isNew) = try keep(AlertCause(signal, of: message), student.tutors, at: now, in: db)
        return try change(id, isNew: isNew, in: db)
    }

    /// Returns which alert it is, and whether it is new.
    func keep(_ cause: AlertCause, _ tutors: [String], at now: Date, in db: Connection) throws
        -> (id: String, isNew: Bool)
    {
        let urgency = Urgency.score(
            tier: cause.tier,
            category: cause.category,
            wantsPerson: cause.wantsPerson,
            course: try cause.conversationID.map { try AnalysisStore.course(of: $0, in: db) } ?? .steady,
            lastContact: try InterventionStore.lastContact(with: cause.student, in: db),
            at: now
        )
        let known = try db.first(
            "SELECT * FROM alerts WHERE student = \(cause.student) AND state IN (\(Self.underWay))",
            as: AlertRow.self
        )
        let id = known?.id ?? newID(at: now)
        if let known {
            try grow(known, cause, tutors, urgency, at: now, in: db)
        } else {
            try raise(id, cause, tutors, urgency, at: now, in: db)
        }
        if let messageID = cause.messageID {
            try db.execute("INSERT INTO alert_messages (alert_id, message_id) VALUES (\(id), \(messageID))")
        }
        for rule in cause.rules {
            try db.execute("INSERT INTO alert_rules (alert_id, rule) VALUES (\(id), \(rule)) ON CONFLICT DO NOTHING")
        }
        return (id, known == nil)
    }

    static let underWay = Alert.State.allCases.filter(\.isUnderWay).map(\.rawValue)

    private func raise(
        _ id: String,
        _ cause: AlertCause,
        _ tutors: [String],
        _ urgency: Int,
        at now: Date,
        in db: Connection
    ) throws {
        let step = try chain(in: db).first(tutors: tutors, at: now)
        let excerpt = try EncryptedText(cause.excerpt, for: id, by: keyring)
        let delay = max(0, Int(now.timeIntervalSince(cause.at) * 1_000))
        let messages = cause.messageID == nil ? 0 : 1
        try db.execute(
            """
            INSERT INTO alerts (id, student, conversation_id, tier, category, state, urgency, excerpt, messages, since,
                last_signal_at, raised_at, delay_ms, due_at, step)
            VALUES (\(id), \(cause.student), \(cause.conversationID), \(cause.tier), \(cause.category),
                \(Alert.State.open), \(urgency), \(excerpt), \(messages), \(cause.at), \(cause.at), \(now), \(delay),
                \(step.dueAt), \(0))
            """
        )
        try tell(step, of: id, position: 0, at: now, in: db)
        try log(.raised, id, by: nil, reason: nil, at: now, in: db)
    }

    /// What is graver than whoever took it on knew of is open again.
    private func grow(
        _ alert: AlertRow,
        _ cause: AlertCause,
        _ tutors: [String],
        _ urgency: Int,
        at now: Date,
        in db: Connection
    ) throws {
        let isGraver = cause.tier > alert.tier
        let category = [alert.category, cause.category].compactMap { $0 }.max { $0.gravity < $1.gravity }
        let isTelling = !cause.excerpt.isEmpty && cause.tier >= alert.tier
        let excerpt = isTelling ? try EncryptedText(cause.excerpt, for: alert.id, by: keyring) : nil
        try db.execute(
            """
            UPDATE alerts SET tier = \(max(alert.tier, cause.tier)), category = \(category),
                urgency = \(max(urgency, isGraver ? 0 : alert.urgency)), excerpt = COALESCE(\(excerpt), excerpt),
                conversation_id = COALESCE(\(cause.conversationID), conversation_id),
                messages = messages + \(cause.messageID == nil ? 0 : 1), last_signal_at = \(cause.at)
            WHERE id = \(alert.id)
            """
        )
        guard alert.state == .acknowledged, cause.tier > alert.acknowledgedTier ?? 4 else { return }
        try reopen(alert, tutors, at: now, in: db)
    }

    /// Its clock runs anew, from whoever had it and the student's tutors on.
    func reopen(_ alert: AlertRow, _ tutors: [String], at now: Date, in db: Connection) throws {
        let position = alert.step + 1
        let step = try chain(in: db).again([alert.handledBy].compactMap { $0 } + tutors, at: now)
        try db.execute(
            """
            UPDATE alerts SET state = \(Alert.State.open), due_at = \(step.dueAt), step = \(position)
            WHERE id = \(alert.id)
            """
        )
        try tell(step, of: alert.id, position: position, at: now, in: db)
        try log(.reopened, alert.id, by: nil, reason: nil, at: now, in: db)
    }

    /// Who is told, and written to where there is a mail server.
    func tell(_ step: ChainStep, of id: String, position: Int, at now: Date, in db: Connection) throws {
        for person in Set(step.people) {
            try db.execute(
                """
                INSERT INTO alert_steps (alert_id, position, person, at) VALUES (\(id), \(position), \(person), \(now))
                ON CONFLICT DO NOTHING
                """
            )
            try mails.write(to: person, about: id, position: position, at: step.tellAt, in: db)
        }
    }

    func chain(in db: Connection) throws -> Chain {
        let settings = try support.settings(in: db)
        return Chain(settings: settings, shifts: Shifts(settings.hours, in: shifts))
    }

    enum LogAction: String, Sendable {
        case raised, reopened, acknowledged, referred, unanswered, closed
        case falseAlarm = "false_alarm"
        case askedForHelp = "asked_for_help"
    }

    /// - Parameter entryID: where what is logged has an id of its own.
    func log(
        _ action: LogAction,
        _ alertID: String,
        as entryID: String? = nil,
        by person: String?,
        reason: String?,
        at now: Date,
        in db: Connection
    ) throws {
        let id = entryID ?? newID(at: now)
        let reason = try reason.map { try EncryptedText($0, for: id, by: keyring) }
        try db.execute(
            """
            INSERT INTO alert_log (id, alert_id, position, at, person, action, reason)
            VALUES (\(id), \(alertID), (SELECT COUNT(*) FROM alert_log WHERE alert_id = \(alertID)), \(now), \(person),
                \(action), \(reason))
            """
        )
    }

    /// Who hears of it: whoever was told, and whoever has it.
    func change(_ id: String, isNew: Bool = false, in db: Connection) throws -> AlertChange {
        let alert = try Self.find(id, in: db)
        let told: [String] = try db.rows("SELECT DISTINCT person FROM alert_steps WHERE alert_id = \(id)")
            .map { try $0.get("person") }
        return AlertChange(
            id: id,
            tier: alert.tier,
            state: alert.state,
            isNew: isNew,
            audience: Set(told + [alert.handledBy].compactMap { $0 })
        )
    }

    static func find(_ id: String, in db: Connection) throws -> AlertRow {
        guard let row = try db.first("SELECT * FROM alerts WHERE id = \(id)", as: AlertRow.self) else {
            throw AlertError.notFound
        }
        return row
    }

    static func object(_ id: String) -> AuditObject { AuditObject("alert", id) }
}
