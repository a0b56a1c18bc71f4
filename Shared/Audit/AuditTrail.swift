import Crypto
import Foundation
import Persistence
import SuiteProtocol

/// Writes audit entries into a daemon's outbox, in the transaction of the fact they tell of.
///
/// From there they reach the gateway's chain: through Redis from the other daemons, directly in the gateway.
package struct AuditTrail: Sendable {
    /// Of every daemon but the gateway, after `Outbox.migration`: entries wait for the gateway for as long as it takes.
    package static let migration = Migration(
        "audit reader",
        "INSERT INTO outbox_groups (stream, name) VALUES ('consulta:stream:audit.recorded', 'gateway');"
    )

    private let daemon: String
    private let keyring: Keyring?

    /// - Parameter keyring: seals reasons; a daemon that records none needs no keys.
    package init(daemon: String, keyring: Keyring? = nil) {
        self.daemon = daemon
        self.keyring = keyring
    }

    /// - Parameters:
    ///   - subject: whose data it was.
    ///   - reason: why, in the words of whoever acts.
    package func record(
        _ action: AuditAction,
        by origin: AuditOrigin,
        of subject: String? = nil,
        object: AuditObject? = nil,
        reason: String? = nil,
        result: AuditResult = .ok,
        at date: Date = Date(),
        in db: Connection
    ) throws {
        let id = newID(at: date)
        let entry = AuditEntry(
            id: id,
            at: date,
            actor: origin.actor,
            action: action,
            subject: subject,
            object: object,
            network: origin.network,
            reason: try reason.map { try seal($0, for: id) },
            result: result,
            daemon: daemon,
            requestID: origin.requestID
        )
        let event = Event(
            id: id,
            source: "/\(daemon)",
            type: .auditRecorded,
            subject: subject ?? origin.actor,
            time: date,
            data: entry
        )
        try Outbox.append(
            event.type,
            id: id,
            stream: EventType.auditRecorded.stream,
            payload: WireJSON.encoder().encode(event),
            at: date,
            to: db
        )
    }

    /// In a transaction of its own: what was refused, or only read.
    package func record(
        _ action: AuditAction,
        by origin: AuditOrigin,
        of subject: String? = nil,
        object: AuditObject? = nil,
        reason: String? = nil,
        result: AuditResult = .ok,
        in database: Database
    ) async throws {
        try await database.write { db in
            try record(action, by: origin, of: subject, object: object, reason: reason, result: result, in: db)
        }
    }

    private func seal(_ reason: String, for id: String) throws -> SealedReason {
        guard let keyring else { throw KeyringError.noDataKey }
        return try SealedReason(reason, for: id, by: keyring)
    }
}
