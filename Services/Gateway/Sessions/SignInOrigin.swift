import Audit
import Daemon
import HTTPTypes
import Hummingbird

/// Where a sign-in comes from.
package struct SignInOrigin: Sendable {
    let network: String?
    /// What the browser was given at an earlier sign-in.
    let device: OpaqueToken?
    /// What people recognise the device by.
    let label: String?
    let requestID: String?

    package init(
        network: String? = nil,
        device: OpaqueToken? = nil,
        label: String? = nil,
        requestID: String? = nil
    ) {
        self.network = network
        self.device = device
        self.label = label
        self.requestID = requestID
    }

    init(_ request: Request, _ context: DaemonRequestContext) {
        network = context.network
        device = request.cookie(SessionCookies.device)
        label = request.headers[.userAgent].flatMap(DeviceLabel.init(userAgent:))?.text
        requestID = context.id
    }

    func audit(actor: String = AuditOrigin.anonymous) -> AuditOrigin {
        AuditOrigin(actor: actor, network: network, requestID: requestID)
    }
}

extension Request {
    /// The token in a cookie of ours.
    func cookie(_ name: String) -> OpaqueToken? {
        headers[values: .cookie].lazy.compactMap { SessionCookies.value(name, in: $0) }.first
            .map(OpaqueToken.init(text:))
    }
}
