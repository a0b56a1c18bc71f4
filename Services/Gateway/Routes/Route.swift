import Daemon
import NIOCore
import SuiteProtocol

/// Where requests with a path prefix go, who may send them, and what they may cost.
package struct Route: Sendable, Equatable {
    /// `/api/chat` stands for itself and for all below it.
    package let path: String
    /// What replaces `path` on the way to the daemon; nil leaves it.
    package let rewrite: String?
    package let daemon: String
    package let access: Access
    package let rate: RateRule
    /// Largest request body, in bytes.
    package let bodyLimit: Int
    package let timeouts: Timeouts
    /// Answers come in parts over a long time: only silence ends them.
    package let isStreaming: Bool
    /// Whether a request may become a WebSocket.
    package let allowsWebSocket: Bool
    package let errors: ErrorDialect

    package struct Timeouts: Sendable, Equatable {
        package var connect: TimeAmount = .seconds(2)
        /// Until the answer's head.
        package var header: TimeAmount
        /// Between two parts of a body.
        package var idle: TimeAmount
        /// The whole exchange; nil for none.
        package var total: TimeAmount?

        static let answer = Timeouts(header: .seconds(30), idle: .seconds(30), total: .seconds(120))
        static let stream = Timeouts(header: .seconds(60), idle: .seconds(120), total: nil)
    }
}

/// Who may use a route. The daemon behind it verifies the token again, and decides what else they may do.
package enum Access: Sendable, Equatable {
    case anyone
    /// This machine's own programs, such as a Prometheus, and administrators.
    case local
    case user
    /// Whoever is signed in as themselves, everybody else as a visitor whom a cookie tells from others.
    case visitor
    case roles(Set<Role>)
    /// Whoever the table of permissions allows it, and programs with a key for it.
    case permission(Permission)
}

/// Which of the token buckets a request draws from.
package enum RateRule: Sendable, Equatable {
    /// Reading or writing, by the request's method.
    case byMethod
    case fixed(RateClass)
    case unlimited
}

package enum RateClass: String, Codable, Sendable, CaseIterable {
    case model, read, write, `public`
    /// Bytes instead of requests, whatever the route.
    case upload
}
