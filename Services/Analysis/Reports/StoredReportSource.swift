import Daemon
import Foundation
import HTTPTypes
import Identity
import Persistence
import SuiteProtocol

/// What analyses, alerts and interventions say, for the tutors of those whom they speak of.
struct StoredReportSource: ReportSource {
    let database: Database
    let people: PeopleClient
    let now: @Sendable () -> Date

    /// Messages that an intervention without an alert stands on.
    private static let mostOfConversation = 50

    func audience(of target: ReportTarget, for principal: Principal) async throws -> ReportAudience {
        do {
            switch target.scope {
            case .group: return try await group(target.id, principal)
            case .student: return try await student(target.id, conversation: nil, principal)
            case .conversation:
                guard let owner = try await owner(of: target.id) else { throw ReportError.targetNotFound }
                return try await student(owner, conversation: target.id, principal)
            }
        } catch is ServiceAway {
            throw Problem(.serviceUnavailable, "people_unknown", Messages.peopleUnknown)
        }
    }

    func facts(of target: ReportTarget, about audience: ReportAudience) async throws -> ReportFacts {
        let students = audience.students.sorted()
        var scope: SQL = "student IN (\(students))"
        if let conversation = audience.conversation { scope = "\(scope) AND conversation_id = \(conversation)" }
        return try await database.read { [scope] db in
            ReportFacts(
                messages: try Self.messages(scope, target, in: db),
                alerts: try Self.alerts(scope, target, in: db),
                interventions: try interventions(scope, target, in: db)
            )
        }
    }

    /// A tutor's own groups; any for an administrator.
    private func group(_ id: String, _ principal: Principal) async throws -> ReportAudience {
        let isAllowed =
            principal.roles.contains(.admin) || (principal.roles.contains(.tutor) && principal.groups.contains(id))
        guard isAllowed, let group = try await people.group(id) else { throw ReportError.targetNotFound }
        return ReportAudience(students: Set(group.students), conversation: nil, name: group.name)
    }

    /// A student of a tutor's groups. Administrators see how the department is, not how one person is.
    private func student(_ id: String, conversation: String?, _ principal: Principal) async throws -> ReportAudience {
        guard principal.roles.contains(.tutor),
            let tutor = try await people.person(principal.subject), tutor.students.contains(id)
        else { throw ReportError.targetNotFound }
        return ReportAudience(students: [id], conversation: conversation, name: try await people.person(id)?.name)
    }

    private func owner(of conversation: String) async throws -> String? {
        try await database.read { db in
            try db.value("SELECT student AS value FROM analyses WHERE conversation_id = \(conversation) LIMIT 1")
        }
    }

    private static func messages(_ scope: SQL, _ target: ReportTarget, in db: Connection) throws
        -> [ReportFacts.Message]
    {
        try db.all(
            """
            SELECT * FROM analyses WHERE \(scope) AND created_at >= \(target.from) AND created_at < \(target.to)
            AND (emotion IS NOT NULL OR tier IS NOT NULL) ORDER BY created_at, message_id
            """
        )
    }

    private static func alerts(_ scope: SQL, _ target: ReportTarget, in db: Connection) throws
        -> [ReportFacts.Alert]
    {
        let rows = try db.rows(
            """
            SELECT a.*,
                (SELECT MIN(at) FROM alert_log l WHERE l.alert_id = a.id
                    AND l.action IN ('acknowledged', 'referred', 'closed', 'false_alarm')) AS handled_at,
                (SELECT MIN(at) FROM alert_steps s WHERE s.alert_id = a.id AND s.position > 0) AS escalated_at
            FROM alerts a WHERE \(scope) AND raised_at >= \(target.from) AND raised_at < \(target.to) ORDER BY id
            """
        )
        return try rows.map { row in
            let alert = try AlertRow(row: row)
            return ReportFacts.Alert(
                id: alert.id,
                student: alert.student,
                handledAt: try row.get("handled_at"),
                escalatedAt: try row.get("escalated_at"),
                state: alert.state,
                messageIDs: try signs(of: alert.id, in: db)
            )
        }
    }

    private func interventions(_ scope: SQL, _ target: ReportTarget, in db: Connection) throws
        -> [ReportFacts.Intervention]
    {
        let rows = try db.all(
            """
            SELECT * FROM interventions WHERE \(scope) AND started_at >= \(target.from) AND started_at < \(target.to)
            AND state IN (\([Intervention.State.active, .ended])) ORDER BY id
            """,
            as: InterventionRow.self
        )
        return try rows.map { row in
            let followUp = row.followUpOn.flatMap { WireJSON.date($0 + "T00:00:00Z") }
            return ReportFacts.Intervention(
                id: row.id,
                student: row.student,
                startedAt: row.startedAt,
                endedAt: row.endedAt,
                followUpOn: followUp,
                isFollowedUp: try followUp.map { try Self.isFollowedUp(row, since: $0, in: db) } ?? false,
                messageIDs: try messageIDs(of: row, in: db)
            )
        }
    }

    /// Somebody noted something on that day or later, or stepped in again.
    private static func isFollowedUp(_ row: InterventionRow, since day: Date, in db: Connection) throws -> Bool {
        let again = try db.rows(
            """
            SELECT id FROM intervention_notes WHERE intervention_id = \(row.id) AND at >= \(day)
            UNION ALL
            SELECT id FROM interventions WHERE student = \(row.student) AND id <> \(row.id) AND started_at >= \(day)
            LIMIT 1
            """
        )
        return !again.isEmpty
    }

    /// Those of its alert, else the last of its conversation until its end.
    private func messageIDs(of row: InterventionRow, in db: Connection) throws -> [String] {
        if let alertID = row.alertID {
            let signs = try Self.signs(of: alertID, in: db)
            if !signs.isEmpty { return signs }
        }
        return try db.rows(
            """
            SELECT message_id FROM analyses
            WHERE conversation_id = \(row.conversationID) AND created_at <= \(row.endedAt ?? now())
            ORDER BY created_at DESC, message_id DESC LIMIT \(Self.mostOfConversation)
            """
        ).map { try $0.get("message_id") }
    }

    /// The messages that raised an alert, and had it grow.
    private static func signs(of alertID: String, in db: Connection) throws -> [String] {
        try db.rows("SELECT message_id FROM alert_messages WHERE alert_id = \(alertID) ORDER BY message_id")
            .map { try $0.get("message_id") }
    }
}

extension ReportFacts.Message: RowDecodable {
    init(row: Row) throws {
        let label: String? = try row.get("emotion")
        let isCertain: Bool? = try row.get("certain")
        let correction: String? = try row.get("correction")
        id = try row.get("message_id")
        conversationID = try row.get("conversation_id")
        student = try row.get("student")
        at = try row.get("created_at")
        isRead = label != nil
        emotion = correction ?? (isCertain == true ? label : nil)
        isCorrected = correction != nil
        style = try row.get("style")
        tier = try row.get("tier")
        category = try row.get("category")
    }
}
