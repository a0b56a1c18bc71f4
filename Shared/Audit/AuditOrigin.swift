import Daemon
import Identity

/// Who acts, from where, and in which request. Made where the request is known, handed to what records.
package struct AuditOrigin: Sendable, Equatable {
    /// Somebody who hasn't signed in.
    package static let anonymous = "anonymous"

    package let actor: String
    package let network: String?
    package let requestID: String?

    /// - Parameter actor: a person's id, or a daemon's name where it acts by itself.
    package init(actor: String, network: String? = nil, requestID: String? = nil) {
        self.actor = actor
        self.network = network
        self.requestID = requestID
    }
}

extension AuthenticatedContext {
    /// What the audit says of whoever sent this request.
    package var origin: AuditOrigin { AuditOrigin(actor: principal.subject, network: network, requestID: id) }
}

extension DaemonRequestContext {
    /// What the audit says of whoever sent this request.
    ///
    /// - Parameter actor: who they turned out to be.
    package func origin(actor: String = AuditOrigin.anonymous) -> AuditOrigin {
        AuditOrigin(actor: actor, network: network, requestID: id)
    }
}
