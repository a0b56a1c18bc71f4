import Relay
import SuiteProtocol

/// A request with the route it was found to take.
struct FrontRequest: Sendable {
    let head: RequestHead
    let tags: RequestTags
    let peer: ClientPeer
    let route: FrontRoute
    let credential: Credential?

    var rateClass: RateClass? {
        switch route.route.rate {
        case .unlimited: nil
        case .fixed(let rate): rate
        case .byMethod: head.method.isSafe ? .read : .write
        }
    }

    /// A handshake for the gateway's own notices, which never leaves this process.
    var opensSocket: Bool {
        head.wantsUpgrade && route.route.allowsWebSocket && route.route.daemon == RouteTable.own
    }

    /// Whether there are keys for this way. None is for the gateway's own endpoints.
    var acceptsKeys: Bool {
        guard case .permission(let permission) = route.route.access, route.route.daemon != RouteTable.own else {
            return false
        }
        return APIKeyScope.allCases.contains { $0.permission == permission }
    }

    /// Cookies are the gateway's own business; a token takes the place of one, and of a key.
    func droppedFields(_ caller: Caller?) -> KnownFieldSet {
        switch caller {
        case .program, .visitor: return KnownFieldSet(.cookie, .authorization)
        case .sender, nil: return route.keepsCookies ? [] : KnownFieldSet(.cookie)
        }
    }

    func addedFields(_ caller: Caller?, address: @autoclosure () -> String) -> FieldLines? {
        if case .program(let pass) = caller {
            var lines = FieldLines(capacity: 640)
            lines.add("authorization", "Bearer " + pass.serviceToken)
            if let dataClass = pass.dataClass { lines.add(ClientFields.dataClass, dataClass.rawValue) }
            if peer.isTrustedProxy { lines.add(ClientFields.address, address()) }
            return lines
        }
        // Where no proxy stands before us, `X-Forwarded-For` says it to the daemons.
        let tellsAddress = route.keepsCookies || peer.isTrustedProxy
        let token: String? =
            switch (caller, credential) {
            case (.visitor(let visit), _): visit.token
            case (_, .token(let token, isFromCookie: true)): token
            default: nil
            }
        guard tellsAddress || token != nil else { return nil }
        var lines = FieldLines(capacity: 640)
        if let token { lines.add("authorization", "Bearer " + token) }
        if tellsAddress { lines.add(ClientFields.address, address()) }
        return lines
    }
}
