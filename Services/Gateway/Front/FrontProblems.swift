import Daemon
import HTTPTypes
import Hummingbird
import Relay

extension Problem {
    static let notInstalled = Problem(.notImplemented, "not_installed", Messages.notInstalled)
    static let crossOrigin = Problem(.forbidden, "cross_origin", Messages.crossOrigin)
    static let notFound = Problem(describing: HTTPError(.notFound))

    /// To programs that came without one.
    static let apiKeyMissing = Problem(
        .unauthorized,
        "api_key_missing",
        Messages.keyMissing,
        headers: [.wwwAuthenticate: "Bearer"]
    )

    static func exceeded(_ limit: ExceededLimit) -> Problem {
        let code =
            switch limit.kind {
            case .requests: "rate_limited"
            case .uploads: "upload_limited"
            case .streams: "too_many_streams"
            }
        return Problem(
            .tooManyRequests,
            code,
            Messages.exceeded(limit),
            headers: [.retryAfter: "\(limit.allowance.seconds)"]
        )
    }

    /// Why a daemon's answer didn't come, by the daemon's name in plain words.
    static func failure(_ failure: ForwardingFailure, of product: String) -> Problem {
        let status = HTTPResponse.Status(relayed: failure.status)
        switch failure {
        case .upstream(let cause) where cause.isTimeout:
            return Problem(status, "service_timeout", Messages.tooSlow(product))
        case .upstream:
            return Problem(status, "service_unavailable", Messages.unreachable(product), headers: [.retryAfter: "2"])
        case .undecided:
            return Self.failure(.upstream(.overloaded), of: RouteTable.own)
        case .bodyTooLarge: return .tooLarge
        case .forbiddenPath: return .notFound
        case .refused(let refusal): return .refusal(refusal)
        }
    }

    static func refusal(_ refusal: Refusal) -> Problem {
        let status = HTTPResponse.Status(relayed: refusal.status)
        return switch refusal {
        case .malformed, .headTooLarge: Problem(status, refusal.code, Messages.malformedRequest)
        case .slowHead, .slowBody: Problem(status, refusal.code, Messages.requestTimedOut)
        case .tooManyConnections:
            Problem(status, refusal.code, Messages.unreachable(RouteTable.own), headers: [.retryAfter: "2"])
        }
    }
}

extension HTTPResponse.Status {
    /// One of those that the relay knows, with its reason phrase: the problem's title.
    fileprivate init(relayed code: Int) {
        self =
            switch code {
            case 400: .badRequest
            case 404: .notFound
            case 408: .requestTimeout
            case 413: .contentTooLarge
            case 431: .requestHeaderFieldsTooLarge
            case 502: .badGateway
            case 503: .serviceUnavailable
            case 504: .gatewayTimeout
            default: .init(code: code)
            }
    }
}
