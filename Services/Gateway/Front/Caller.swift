import Identity
import Relay
import SuiteProtocol

/// What a request brings to say who sends it.
enum Credential: Sendable {
    case token(String, isFromCookie: Bool)
    case apiKey(String)

    /// What a program sends, else the browser's cookie.
    init?(_ head: RequestHead) {
        if let authorization = head.fields[.authorization] {
            guard let text = bearerToken(authorization) else { return nil }
            self = text.hasPrefix(APIKey.mark) ? .apiKey(text) : .token(text, isFromCookie: false)
            return
        }
        for header in head.fields.values(.cookie) {
            guard let token = SessionCookies.value(SessionCookies.access, in: header) else { continue }
            self = .token(token, isFromCookie: true)
            return
        }
        return nil
    }

    var isFromCookie: Bool {
        if case .token(_, isFromCookie: true) = self { true } else { false }
    }
}

/// Who sends a request, once that is known.
enum Caller: Sendable {
    case sender(Principal)
    case program(KeyPass)
    /// Somebody without an account, on a route for them.
    case visitor(Visit)

    /// Whose token bucket is drawn from; that of the network for visitors, who can be new at any time.
    var rateOwner: String? {
        switch self {
        case .sender(let principal): principal.subject
        case .program(let pass): pass.keyID
        case .visitor: nil
        }
    }

    func may(_ access: Access) -> Bool {
        switch (self, access) {
        case (_, .anyone): true
        case (.visitor, let access): access == .visitor
        case (.sender, .visitor): true
        case (.sender(let principal), .user): principal.kind != .anonymous
        case (.sender(let principal), .local): principal.can(.observe)
        case (.sender(let principal), .roles(let roles)): !roles.isDisjoint(with: principal.roles)
        case (.sender(let principal), .permission(let permission)): principal.can(permission)
        case (.program(let pass), .permission(let permission)): pass.permissions.contains(permission)
        case (.program, .local), (.program, .user), (.program, .visitor), (.program, .roles): false
        }
    }
}
