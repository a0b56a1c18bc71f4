import Audit
import Daemon
import Foundation
import Persistence
import Risk
import SuiteProtocol

extension AlertStore {
    static let listLimits = 1...100

    /// Where the page before ended.
    struct Cursor: Sendable {
        let urgency: Int
        let id: String

        /// `40_<id>`
        init?(_ text: String) {
            let parts = text.split(separator: "_")
            guard parts.count == 2, let urgency = Int(parts[0]), isID(parts[1]) else { return nil }
            (self.urgency, id) = (urgency, String(parts[1]))
        }

        static func text(_ row: AlertRow) -> String { "\(row.urgency)_\(row.id)" }
    }

    /// What is under way by urgency and age; everything, and what has ended, newest first.
    ///
    /// Who sees an excerpt for the first time stands in the audit.
    func list(state: Alert.State?, after cursor: Cursor?, limit: Int, for tender: Tender) async throws -> AlertList {
        let isByUrgency = state?.isUnderWay ?? false
        var condition: SQL = tender.seesAll ? "1 = 1" : Self.meant(for: tender)
        if let state { condition = "\(condition) AND state = \(state)" }
        if let cursor {
            condition =
                isByUrgency
                ? """
                \(condition) AND (urgency < \(cursor.urgency) OR (urgency = \(cursor.urgency) AND id > \(cursor.id)))
                """ : "\(condition) AND id < \(cursor.id)"
        }
        let order: SQL = isByUrgency ? "urgency DESC, id" : "id DESC"
        let (list, firstSeen) = try await database.read { [condition] db -> (AlertList, [Alert]) in
            let rows = try db.all(
                "SELECT * FROM alerts WHERE \(condition) ORDER BY \(order) LIMIT \(limit + 1)",
                as: AlertRow.self
            )
            let page = Array(rows.prefix(limit))
            let items = try shown(page, to: tender, in: db)
            let next = rows.count > limit ? page.last.map(Cursor.text) : nil
            return (AlertList(items: items, next: next), try unseen(items, by: tender, in: db))
        }
        if !firstSeen.isEmpty { try await database.write { try noteViews(of: firstSeen, by: tender, in: $0) } }
        return list
    }

    func show(_ id: String, to tender: Tender) async throws -> AlertDetail {
        try await database.write { db in try detail(id, for: tender, in: db) }
    }

    func detail(_ id: String, for tender: Tender, in db: Connection) throws -> AlertDetail {
        let row = try visible(id, to: tender, in: db)
        let alerts = try shown([row], to: tender, in: db)
        guard let alert = alerts.first else { throw AlertError.notFound }
        try noteViews(of: try unseen(alerts, by: tender, in: db), by: tender, in: db)
        let log = try db.all(
            "SELECT * FROM alert_log WHERE alert_id = \(id) ORDER BY position",
            as: AlertLogRow.self
        )
        let steps = try db.all(
            "SELECT * FROM alert_steps WHERE alert_id = \(id) ORDER BY position, person",
            as: AlertStepRow.self
        )
        let names = try names.names(of: Set(log.compactMap(\.person) + steps.map(\.person)), in: db)
        return AlertDetail(
            alert: alert,
            log: try log.map { entry in
                AlertDetail.Entry(
                    at: entry.at,
                    action: entry.action,
                    by: PersonReference(entry.person, names),
                    reason: alert.excerpt == nil ? nil : try entry.reason(keyring)
                )
            },
            steps: steps.map {
                AlertDetail.Step(at: $0.at, position: $0.position, person: PersonReference($0.person, names))
            }
        )
    }

    /// 404 for whoever mustn't know of it.
    func visible(_ id: String, to tender: Tender, in db: Connection) throws -> AlertRow {
        let condition: SQL = tender.seesAll ? "1 = 1" : Self.meant(for: tender)
        guard let row = try db.first("SELECT * FROM alerts WHERE id = \(id) AND \(condition)", as: AlertRow.self) else {
            throw AlertError.notFound
        }
        return row
    }

    /// The students of one's groups, what one was told of and what one has.
    static func meant(for tender: Tender) -> SQL {
        """
        (student IN (\(tender.students.sorted())) OR handled_by = \(tender.id)
            OR id IN (SELECT alert_id FROM alert_steps WHERE person = \(tender.id)))
        """
    }

    private func shown(_ rows: [AlertRow], to tender: Tender, in db: Connection) throws -> [Alert] {
        let now = now()
        let ids = rows.map(\.id)
        let legible: [String] = try db.rows(
            """
            SELECT id FROM alerts WHERE id IN (\(ids)) AND (\(Self.meant(for: tender))
                OR id IN (SELECT alert_id FROM alert_views WHERE person = \(tender.id) AND until > \(now)))
            """
        ).map { try $0.get("id") }
        let readable = Set(legible)
        let tending = try InterventionStore.underWay(with: rows.map(\.student), in: db)
        let patience = Double(try support.settings(in: db).acknowledgeMinutes) * 60
        let people = rows.map(\.student) + rows.compactMap(\.handledBy) + tending.values.compactMap(\.tutor)
        let names = try names.names(of: Set(people), in: db)
        return try rows.map { row in
            let isLegible = readable.contains(row.id)
            return Alert(
                id: row.id,
                student: PersonReference(row.student, names),
                tier: row.tier,
                category: row.category,
                reason: Messages.reason(row)[tender.language],
                excerpt: isLegible ? try row.excerpt(keyring) : nil,
                raisedAt: row.raisedAt,
                dueAt: row.dueAt,
                delayS: Double(row.delay) / 1_000,
                state: row.state,
                handledBy: PersonReference(row.handledBy, names),
                conversationID: row.conversationID,
                episode: Alert.Episode(messages: row.messages, since: row.since),
                urgency: row.urgency,
                askedAt: row.askedAt,
                intervention: row.state.isUnderWay
                    ? tending[row.student].map {
                        Alert.Tending(
                            id: $0.id,
                            tutor: PersonReference($0.tutor, names),
                            startedAt: $0.startedAt,
                            relievableAt: $0.writtenAt.addingTimeInterval(patience)
                        )
                    } : nil
            )
        }
    }

    /// Alerts whose words somebody sees for the first time.
    private func unseen(_ alerts: [Alert], by tender: Tender, in db: Connection) throws -> [Alert] {
        let legible = alerts.filter { $0.excerpt != nil }
        let ids = legible.map(\.id)
        let seen: [String] = try db.rows(
            "SELECT alert_id FROM alert_views WHERE person = \(tender.id) AND alert_id IN (\(ids))"
        ).map { try $0.get("alert_id") }
        return legible.filter { !seen.contains($0.id) }
    }

    private func noteViews(of alerts: [Alert], by tender: Tender, in db: Connection) throws {
        for alert in alerts {
            let isFirst = try db.execute(
                """
                INSERT INTO alert_views (alert_id, person) VALUES (\(alert.id), \(tender.id)) ON CONFLICT DO NOTHING
                """
            )
            guard isFirst == 1 else { continue }
            try trail.record(
                .alertViewed,
                by: tender.origin,
                of: alert.student.id,
                object: Self.object(alert.id),
                at: now(),
                in: db
            )
        }
    }
}

/// What was done about an alert, as it is stored.
struct AlertLogRow: RowDecodable {
    let at: Date
    let person: String?
    let action: String
    private let id: String
    private let sealedReason: EncryptedText?

    init(row: Row) throws {
        id = try row.get("id")
        at = try row.get("at")
        person = try row.get("person")
        action = try row.get("action")
        sealedReason = try row.get("reason")
    }

    func reason(_ keyring: Keyring) throws -> String? { try sealedReason?.text(for: id, by: keyring) }
}

/// Who was told of an alert, as it is stored.
struct AlertStepRow: RowDecodable {
    let at: Date
    let position: Int
    let person: String

    init(row: Row) throws {
        at = try row.get("at")
        position = try row.get("position")
        person = try row.get("person")
    }
}
