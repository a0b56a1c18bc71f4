import FoundationEssentials
import HTTPTypes
import SuiteProtocol

/// How an error is written for whoever calls: as our own clients expect it, or as another API's do.
package enum ErrorDialect: String, Sendable {
    /// RFC 9457.
    case problem
    case openai
    case ollama

    package var contentType: String { self == .problem ? "application/problem+json" : "application/json" }

    package func encode(_ problem: Problem, requestID: String, language: Language) -> Data {
        let encoder = WireJSON.encoder()
        let body =
            switch self {
            case .problem: try? encoder.encode(problem.body(requestID: requestID, language: language))
            case .openai: try? encoder.encode(OpenAIError(problem, language))
            case .ollama: try? encoder.encode(["error": problem.detail[language]])
            }
        return body ?? Data("{}".utf8)
    }
}

/// `{"error": {"message", "type", "param", "code"}}`
private struct OpenAIError: Encodable {
    struct Details: Encodable {
        let message: String
        let type: String
        let code: String

        private enum CodingKeys: CodingKey { case message, type, param, code }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(message, forKey: .message)
            try container.encode(type, forKey: .type)
            // OpenAI's clients expect the key; we never have a value.
            try container.encodeNil(forKey: .param)
            try container.encode(code, forKey: .code)
        }
    }

    let error: Details

    init(_ problem: Problem, _ language: Language) {
        let type =
            switch problem.status.code {
            case 401: "authentication_error"
            case 402: "insufficient_quota"
            case 403: "permission_error"
            case 429: "rate_limit_error"
            case 400..<500: "invalid_request_error"
            default: "server_error"
            }
        error = Details(message: problem.detail[language], type: type, code: problem.code)
    }
}
