import Audit
import Foundation
import Persistence
import SuiteProtocol

/// Leave to look into the audit for an hour, given for a reason, which the audit tells like anything else.
package struct AuditVisits: Sendable {
    private static let lifetime: TimeInterval = 3600

    let database: Database
    let trail: AuditTrail

    package init(database: Database, trail: AuditTrail) {
        self.database = database
        self.trail = trail
    }

    package struct Visit: Sendable, Equatable {
        package let id: String
        package let expiresAt: Date
    }

    package func open(_ reason: String, by origin: AuditOrigin, at now: Date = Date()) async throws -> Visit {
        guard let text = AuditReasons.accepted(reason) else { throw AuditError.invalidReason }
        let visit = Visit(id: newID(at: now), expiresAt: now.addingTimeInterval(Self.lifetime))
        try await database.write { db in
            try db.execute("DELETE FROM audit_visits WHERE expires_at <= \(now)")
            try db.execute(
                """
                INSERT INTO audit_visits (id, person, expires_at)
                VALUES (\(visit.id), \(origin.actor), \(visit.expiresAt))
                """
            )
            let object = AuditObject("audit_visit", visit.id)
            try trail.record(.auditVisited, by: origin, object: object, reason: text, at: now, in: db)
        }
        return visit
    }

    /// Throws `AuditError.reasonRequired` where it isn't theirs, or is over.
    package func check(_ id: String?, of person: String, at now: Date = Date()) async throws {
        guard let id, isID(id) else { throw AuditError.reasonRequired }
        let isOpen = try await database.read { db in
            try !db.rows(
                "SELECT id FROM audit_visits WHERE id = \(id) AND person = \(person) AND expires_at > \(now)"
            ).isEmpty
        }
        guard isOpen else { throw AuditError.reasonRequired }
    }
}
