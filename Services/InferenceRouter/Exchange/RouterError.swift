import Daemon
import HTTPTypes
import Identity
import Relay
import SuiteProtocol

/// What the router itself says no to.
enum RouterError: Error, Equatable {
    case unauthenticated, identityUnavailable, forbidden
    /// Who is asked for doesn't let their questions be used, or their guardian doesn't.
    case consentMissing
    case methodNotAllowed, invalidBody, bodyTooLarge, mediaRefused
    case modelNotFound
    case noEndpoint, queueFull, budgetExhausted
    case unreachable, timeout, interrupted, invalidAnswer, misconfigured
    case refused(Refusal)

    var status: Int {
        switch self {
        case .unauthenticated: 401
        case .budgetExhausted: 402
        case .forbidden, .consentMissing: 403
        case .modelNotFound: 404
        case .methodNotAllowed: 405
        case .invalidBody, .mediaRefused: 400
        case .bodyTooLarge: 413
        case .identityUnavailable, .noEndpoint, .queueFull: 503
        case .unreachable, .interrupted, .invalidAnswer, .misconfigured: 502
        case .timeout: 504
        case .refused(let refusal): refusal.status
        }
    }

    /// Stable, for programs.
    var code: String {
        switch self {
        case .unauthenticated: "unauthenticated"
        case .identityUnavailable: "identity_unavailable"
        case .forbidden: "forbidden"
        case .consentMissing: Self.consent.code
        case .methodNotAllowed: "method_not_allowed"
        case .invalidBody: "invalid_body"
        case .bodyTooLarge: "body_too_large"
        case .mediaRefused: "media_url_refused"
        case .modelNotFound: "model_not_found"
        case .noEndpoint: "no_endpoint"
        case .queueFull: "queue_full"
        case .budgetExhausted: "budget_exhausted"
        case .unreachable: "upstream_unreachable"
        case .timeout: "upstream_timeout"
        case .interrupted: "upstream_interrupted"
        case .invalidAnswer: "upstream_invalid"
        case .misconfigured: "endpoint_misconfigured"
        case .refused(let refusal): refusal.code
        }
    }

    /// Seconds after which trying again makes sense.
    var retryAfter: Int? {
        switch self {
        case .noEndpoint: 5
        case .queueFull, .identityUnavailable: 2
        default: nil
        }
    }

    var problem: Problem {
        self == .consentMissing
            ? Self.consent : Problem(HTTPResponse.Status(code: status), code, RouterMessages.text(of: self))
    }

    /// What chat answers too.
    static let consent = Problem.consentMissing(to: .assistant)
}
