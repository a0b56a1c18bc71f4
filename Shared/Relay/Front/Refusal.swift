/// Why the front answers a request itself and then closes.
package enum Refusal: Sendable, Equatable {
    case malformed(MalformedMessage)
    case headTooLarge
    case slowHead
    case slowBody
    case tooManyConnections

    package var status: Int {
        switch self {
        case .malformed: 400
        case .headTooLarge: 431
        case .slowHead, .slowBody: 408
        case .tooManyConnections: 503
        }
    }

    /// A stable name for logs and counters.
    package var code: String {
        switch self {
        case .malformed: "malformed_request"
        case .headTooLarge: "head_too_large"
        case .slowHead: "slow_head"
        case .slowBody: "slow_body"
        case .tooManyConnections: "too_many_connections"
        }
    }
}
