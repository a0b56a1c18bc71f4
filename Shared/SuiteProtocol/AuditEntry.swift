import FoundationEssentials

/// Who did what to whose data, when, from where, why, and how it ended: ids only, never content.
package struct AuditEntry: Codable, Sendable, Equatable {
    package let id: String
    package let at: Date
    /// A person's id, the name of a daemon that acts by itself, or `anonymous`.
    package let actor: String
    /// The raw value of an `AuditAction`; as text, so that a gateway keeps what a newer daemon calls by a newer name.
    package let action: String
    /// Whose data it was.
    package let subject: String?
    package let object: AuditObject?
    /// Of the person's machine, as the gateway's front saw it.
    package let network: String?
    package let reason: SealedReason?
    package let result: AuditResult
    package let daemon: String
    package let requestID: String?

    package init(
        id: String = newID(),
        at: Date = Date(),
        actor: String,
        action: AuditAction,
        subject: String? = nil,
        object: AuditObject? = nil,
        network: String? = nil,
        reason: SealedReason? = nil,
        result: AuditResult = .ok,
        daemon: String,
        requestID: String? = nil
    ) {
        self.id = id
        self.at = at
        self.actor = actor
        self.action = action.rawValue
        self.subject = subject
        self.object = object
        self.network = network
        self.reason = reason
        self.result = result
        self.daemon = daemon
        self.requestID = requestID
    }
}

/// What was acted on: `conversation` and its id.
package struct AuditObject: Codable, Sendable, Equatable {
    package let kind: String
    package let id: String

    package init(_ kind: String, _ id: String) {
        self.kind = kind
        self.id = id
    }
}

package enum AuditResult: String, Codable, CaseIterable, Sendable {
    case ok, refused, failed
}

/// Why, in somebody's own words: they may name people, so they travel and rest sealed, and the chain holds their digest.
package struct SealedReason: Codable, Sendable, Equatable {
    package let digest: Data
    package let sealed: Data

    package init(digest: Data, sealed: Data) {
        self.digest = digest
        self.sealed = sealed
    }
}
