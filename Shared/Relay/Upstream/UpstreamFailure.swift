/// How a try to get an answer from an upstream failed.
package enum UpstreamFailure: String, Error, Sendable {
    /// Nobody listens there.
    case refused
    /// No way to it: name not found, no route, TLS refused.
    case unreachable
    case connectTimeout = "connect_timeout"
    /// All connections are taken and so are the places to wait.
    case overloaded
    /// Closed before a complete response head.
    case reset
    case headerTimeout = "header_timeout"
    /// Closed in the middle of the body.
    case interrupted
    case idleTimeout = "idle_timeout"
    case totalTimeout = "total_timeout"
    /// What it says is not HTTP.
    case malformed

    /// Whether it failed by waiting too long: 504 instead of 502.
    package var isTimeout: Bool {
        switch self {
        case .connectTimeout, .headerTimeout, .idleTimeout, .totalTimeout: true
        default: false
        }
    }
}
