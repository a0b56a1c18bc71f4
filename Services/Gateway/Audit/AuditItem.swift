import Audit
import Foundation
import SuiteProtocol

/// An entry as the pages and exports show it.
package struct AuditItem: Codable, Sendable, Equatable {
    package struct Person: Codable, Sendable, Equatable {
        package let id: String
        /// nil for a daemon, somebody without an account, and somebody who was erased.
        package let name: String?
    }

    package let sequence: Int64
    package let id: String
    package let at: Date
    package let actor: Person
    package let action: String
    package let subject: Person?
    package let object: AuditObject?
    package let network: String?
    package let reason: String?
    package let result: String
    package let daemon: String
    package let requestID: String?

    init(_ record: AuditRecord, reason: String?, names: [String: String]) {
        sequence = record.sequence
        id = record.id
        at = record.at
        actor = Person(id: record.actor, name: names[record.actor])
        action = record.action
        subject = record.subject.map { Person(id: $0, name: names[$0]) }
        object =
            if let kind = record.objectKind, let id = record.objectID { AuditObject(kind, id) } else { nil }
        network = record.network
        self.reason = reason
        result = record.result
        daemon = record.daemon
        requestID = record.requestID
    }

    var cursor: AuditCursor {
        AuditCursor((Int64((at.timeIntervalSince1970 * 1000).rounded()), sequence))
    }
}
