import Audit
import Daemon
import Foundation
import Persistence
import SuiteProtocol

/// What the department has set: one row, the same for all replicas.
struct SupportStore: Sendable {
    static let migrations = [
        Migration(
            "support",
            """
            CREATE TABLE support (
                id TEXT PRIMARY KEY,
                settings TEXT NOT NULL,
                changed_at INTEGER NOT NULL,
                changed_by TEXT
            );
            """
        )
    ]

    private static let row = "support"

    let database: Database
    let names: PeopleNames
    let trail: AuditTrail
    let events: EventsWatch
    let now: @Sendable () -> Date

    func settings(in db: Connection) throws -> SupportSettings {
        let json: String? = try db.value("SELECT settings AS value FROM support WHERE id = \(Self.row)")
        return try json.map { try JSONDecoder().decode(SupportSettings.self, from: Data($0.utf8)) } ?? .initial
    }

    func show() async throws -> SupportBody {
        try await database.read { db in try body(in: db) }
    }

    /// For everybody who is signed in: whom to call, and who of the institution is there for them.
    func help() async throws -> SupportHelp {
        try await database.read { db in
            let settings = try settings(in: db)
            let missing = missing(in: settings)
            let names = try names.names(of: Set(settings.people.map(\.userID)), in: db)
            return SupportHelp(
                ready: missing.isEmpty,
                missing: missing,
                lines: settings.lines,
                people: settings.people.compactMap { contact in
                    names[contact.userID].map { SupportHelp.Person(name: $0) }
                }
            )
        }
    }

    /// - Parameter people: the names of those who are named in it.
    func keep(_ settings: SupportSettings, people: [String: String], by origin: AuditOrigin) async throws -> SupportBody
    {
        let now = now()
        let json = String(decoding: try JSONEncoder().encode(settings), as: UTF8.self)
        return try await database.write { db in
            try db.execute(
                """
                INSERT INTO support (id, settings, changed_at, changed_by)
                VALUES (\(Self.row), \(json), \(now), \(origin.actor))
                ON CONFLICT (id) DO UPDATE SET settings = excluded.settings, changed_at = excluded.changed_at,
                    changed_by = excluded.changed_by
                """
            )
            for (id, name) in people { try names.note(id, name, at: now, in: db) }
            try trail.record(.supportChanged, by: origin, object: AuditObject("support", Self.row), at: now, in: db)
            return try body(in: db)
        }
    }

    private func body(in db: Connection) throws -> SupportBody {
        let settings = try settings(in: db)
        let missing = missing(in: settings)
        return SupportBody(
            settings: settings,
            ready: missing.isEmpty,
            missing: missing,
            names: try names.names(of: settings.userIDs, in: db)
        )
    }

    private func missing(in settings: SupportSettings) -> [SupportReadiness] {
        let now = now()
        return SupportReadiness.missing(in: settings, hearsEvents: events.isHearing(at: now), at: now)
    }

    /// Where a department counts on alerts that can't be raised.
    func health() async -> DependencyHealth {
        guard !events.isHearing(at: now()) else { return DependencyHealth(.ok) }
        let count = try? await database.read { db -> Int in try db.value("SELECT COUNT(*) AS value FROM support") ?? 0 }
        guard let count, count > 0 else { return DependencyHealth(.ok) }
        return DependencyHealth(.degraded, "nothing tells of messages: no alert can be raised")
    }

    /// Nobody who is gone is told of anything.
    func forget(_ person: String, in db: Connection) throws {
        let known = try settings(in: db)
        try db.execute("UPDATE support SET changed_by = NULL WHERE changed_by = \(person)")
        guard known.userIDs.contains(person) else { return }
        let outOfHours = known.outOfHours.map {
            SupportSettings.OutOfHours(policy: $0.policy, onCall: $0.onCall?.filter { $0 != person })
        }
        let left = SupportSettings(
            lines: known.lines,
            people: known.people.filter { $0.userID != person },
            acknowledgeMinutes: known.acknowledgeMinutes,
            hours: known.hours,
            outOfHours: outOfHours
        )
        let json = String(decoding: try JSONEncoder().encode(left), as: UTF8.self)
        try db.execute("UPDATE support SET settings = \(json) WHERE id = \(Self.row)")
    }
}
