import Foundation
import Persistence
import SuiteProtocol

/// A line of the chain, as it is kept. What must be proved is read as it stands, whatever somebody made of it.
package struct AuditRecord: RowDecodable, Sendable, Equatable {
    package static let columns: SQL = """
        sequence, id, at, actor, action, subject, object_kind, object_id, network, reason_digest, result, daemon,
        request_id, version, hash
        """

    package let sequence: Int64
    package let id: String
    /// Since 1970.
    package let milliseconds: Int64
    package let actor: String
    package let action: String
    package let subject: String?
    package let objectKind: String?
    package let objectID: String?
    package let network: String?
    package let reasonDigest: Data?
    package let result: String
    package let daemon: String
    package let requestID: String?
    /// Of the encoding that the hash was made of.
    package let version: Int64
    package private(set) var hash: Data

    package var at: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }

    package init(row: Row) throws {
        sequence = try row.get("sequence")
        id = try row.get("id")
        milliseconds = try row.get("at")
        actor = try row.get("actor")
        action = try row.get("action")
        subject = try row.get("subject")
        objectKind = try row.get("object_kind")
        objectID = try row.get("object_id")
        network = try row.get("network")
        reasonDigest = try row.get("reason_digest")
        result = try row.get("result")
        daemon = try row.get("daemon")
        requestID = try row.get("request_id")
        version = try row.get("version")
        hash = try row.get("hash")
    }

    /// The line that follows the one with hash `previous`.
    package init(_ entry: AuditEntry, sequence: Int64, after previous: Data) {
        self.sequence = sequence
        milliseconds = Int64((entry.at.timeIntervalSince1970 * 1000).rounded())
        id = entry.id
        actor = entry.actor
        action = entry.action
        subject = entry.subject
        objectKind = entry.object?.kind
        objectID = entry.object?.id
        network = entry.network
        reasonDigest = entry.reason?.digest
        result = entry.result.rawValue
        daemon = entry.daemon
        requestID = entry.requestID
        version = Self.currentVersion
        hash = Data()
        hash = chained(to: previous) ?? Data()
    }
}
