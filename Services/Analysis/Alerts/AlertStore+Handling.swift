import Audit
import Foundation
import Persistence
import SuiteProtocol

/// What people do about alerts. Each stands in the alert's log and in the audit.
extension AlertStore {
    /// How long an alert that isn't meant for somebody stays open for them.
    private static let openingTime = 3_600.0

    /// «Me ocupo». Again by whoever has it, it is no news.
    ///
    /// - Parameter relieved: may have it, and loses it.
    func acknowledge(
        _ id: String,
        by tender: Tender,
        insteadOf relieved: String? = nil
    ) async throws -> (AlertDetail, AlertChange) {
        try await handle(id, by: tender, .acknowledged, .alertAcknowledged, reason: nil) { alert, _, db in
            let isTaken = alert.state == .acknowledged
            if isTaken, alert.handledBy != tender.id, alert.handledBy != relieved { throw AlertError.taken }
            try db.execute(
                """
                UPDATE alerts SET state = \(Alert.State.acknowledged), handled_by = \(tender.id), due_at = NULL,
                    acknowledged_tier = tier
                WHERE id = \(id)
                """
            )
            return !isTaken || alert.handledBy != tender.id
        }
    }

    /// Whose tutors, and who of the department, an alert can be referred to.
    func recipients(of id: String, for tender: Tender) async throws -> (student: String, chain: [String]) {
        try await database.read { db in
            let alert = try visible(id, to: tender, in: db)
            let settings = try support.settings(in: db)
            return (alert.student, settings.people.map(\.userID) + (settings.outOfHours?.onCall ?? []))
        }
    }

    /// «Derivar»: the other person is told, and the clock goes on until they take it on.
    func refer(_ id: String, to other: String, _ person: Person, reason: String?, by tender: Tender) async throws
        -> (AlertDetail, AlertChange)
    {
        try await handle(id, by: tender, .referred, .alertReferred, reason: reason) { alert, now, db in
            try names.note(other, person.name, at: now, in: db)
            let position = alert.step + 1
            let due = now.addingTimeInterval(Double(try support.settings(in: db).acknowledgeMinutes) * 60)
            try db.execute(
                """
                UPDATE alerts SET state = \(Alert.State.referred), handled_by = \(other), due_at = \(due),
                    step = \(position)
                WHERE id = \(id)
                """
            )
            let step = ChainStep(people: [other], tellAt: now, dueAt: due)
            try tell(step, of: id, position: position, at: now, in: db)
            return true
        }
    }

    /// «Falsa alarma», with a reason; it stays in the log, and counts against the rules that it stands on.
    func dismiss(_ id: String, reason: String, by tender: Tender) async throws -> (AlertDetail, AlertChange) {
        try await end(id, as: .falseAlarm, .falseAlarm, .alertDismissed, reason: reason, by: tender)
    }

    func close(_ id: String, reason: String?, by tender: Tender) async throws -> (AlertDetail, AlertChange) {
        try await end(id, as: .closed, .closed, .alertClosed, reason: reason, by: tender)
    }

    private func end(
        _ id: String,
        as state: Alert.State,
        _ entry: LogAction,
        _ action: AuditAction,
        reason: String?,
        by tender: Tender
    ) async throws -> (AlertDetail, AlertChange) {
        try await handle(id, by: tender, entry, action, reason: reason) { alert, now, db in
            let handler = alert.handledBy ?? tender.id
            try db.execute(
                """
                UPDATE alerts SET state = \(state), handled_by = \(handler), due_at = NULL, ended_at = \(now)
                WHERE id = \(id)
                """
            )
            return true
        }
    }

    /// - Parameter change: false where there is nothing to tell of.
    private func handle(
        _ id: String,
        by tender: Tender,
        _ entry: LogAction,
        _ action: AuditAction,
        reason: String?,
        _ change: @escaping @Sendable (AlertRow, Date, Connection) throws -> Bool
    ) async throws -> (AlertDetail, AlertChange) {
        let now = now()
        return try await database.write { db in
            let alert = try visible(id, to: tender, in: db)
            guard alert.state.isUnderWay else { throw AlertError.ended }
            guard try change(alert, now, db) else {
                return (try detail(id, for: tender, in: db), try self.change(id, in: db))
            }
            try names.note(tender.id, tender.name, at: now, in: db)
            try log(entry, id, by: tender.id, reason: reason, at: now, in: db)
            try trail.record(
                action,
                by: tender.origin,
                of: alert.student,
                object: Self.object(id),
                reason: reason,
                at: now,
                in: db
            )
            return (try detail(id, for: tender, in: db), try self.change(id, in: db))
        }
    }

    /// Break-glass: whoever it isn't meant for sees the excerpt for an hour, and the student sees who and why.
    func open(_ id: String, reason: String, by tender: Tender) async throws -> AlertDetail {
        let now = now()
        return try await database.write { db in
            let alert = try visible(id, to: tender, in: db)
            try db.execute(
                """
                INSERT INTO alert_views (alert_id, person, until)
                VALUES (\(id), \(tender.id), \(now.addingTimeInterval(Self.openingTime)))
                ON CONFLICT (alert_id, person) DO UPDATE SET until = excluded.until
                """
            )
            try trail.record(
                .alertOpened,
                by: tender.origin,
                of: alert.student,
                object: Self.object(id),
                reason: reason,
                at: now,
                in: db
            )
            return try detail(id, for: tender, in: db)
        }
    }

    /// Break-glass: which conversation an alert came from, for whoever has said why they want to read it; the student
    /// sees who and why.
    func openConversation(_ id: String, reason: String, by tender: Tender) async throws -> String {
        let now = now()
        return try await database.write { db in
            let alert = try visible(id, to: tender, in: db)
            guard let conversation = alert.conversationID else { throw AlertError.noConversation }
            try trail.record(
                .conversationOpened,
                by: tender.origin,
                of: alert.student,
                object: AuditObject("conversation", conversation),
                reason: reason,
                at: now,
                in: db
            )
            return conversation
        }
    }
}
