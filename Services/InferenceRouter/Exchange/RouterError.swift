import Daemon
import FoundationEssentials
import NIOCore
import Relay

/// What the router itself says no to, in OpenAI's shape.
enum RouterError: Error, Equatable {
    case unauthenticated, identityUnavailable, forbidden
    case methodNotAllowed, invalidBody, bodyTooLarge, mediaRefused
    case modelNotFound
    case noEndpoint, queueFull, budgetExhausted
    case unreachable, timeout, interrupted, invalidAnswer, misconfigured
    case refused(Refusal)

    var status: Int {
        switch self {
        case .unauthenticated: 401
        case .budgetExhausted: 402
        case .forbidden: 403
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

    private var type: String {
        switch status {
        case 401: "authentication_error"
        case 402: "insufficient_quota"
        case 403: "permission_error"
        case 400..<500: "invalid_request_error"
        default: "server_error"
        }
    }

    /// `{"error": {…}}`, as OpenAI's clients read it.
    func body(_ language: Language) -> ByteBuffer {
        let error = Body.Content(message: RouterMessages.text(of: self)[language], type: type, param: nil, code: code)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return ByteBuffer(bytes: (try? encoder.encode(Body(error: error))) ?? Data("{}".utf8))
    }

    /// The last event of a stream that broke.
    func event(_ language: Language) -> ByteBuffer {
        var event = ByteBuffer(string: "data: ")
        event.writeImmutableBuffer(body(language))
        event.writeString("\n\n")
        return event
    }

    private struct Body: Encodable {
        struct Content: Encodable {
            let message: String
            let type: String
            let param: String?
            let code: String

            enum Key: CodingKey { case message, type, param, code }

            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: Key.self)
                try container.encode(message, forKey: .message)
                try container.encode(type, forKey: .type)
                // OpenAI's clients expect the key, null or not.
                try container.encode(param, forKey: .param)
                try container.encode(code, forKey: .code)
            }
        }

        let error: Content
    }
}
