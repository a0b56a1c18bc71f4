import NIOHTTP1

/// Where a vendor's OpenAI-compatible API differs from OpenAI's own.
enum OpenAIProfile {
    case openai
    /// Google's: `/v1beta/openai/`, names that start with `models/`, errors in an array.
    case gemini
    /// Anthropic's: the key in `x-api-key` too, the list of models in its native form, `overloaded_error` with 529.
    case anthropic

    /// What stands before `/chat/completions`.
    var prefix: String {
        switch self {
        case .gemini: "/v1beta/openai"
        case .openai, .anthropic: "/v1"
        }
    }

    func modelName(_ name: String) -> String {
        self == .gemini && name.hasPrefix("models/") ? String(name.dropFirst("models/".count)) : name
    }

    func isAuthorized(_ headers: HTTPHeaders, key: String?) -> Bool {
        guard let key else { return true }
        if headers.first(name: "authorization") == "Bearer \(key)" { return true }
        switch self {
        case .openai: return false
        case .anthropic: return headers.first(name: "x-api-key") == key
        case .gemini: return headers.first(name: "x-goog-api-key") == key
        }
    }

    /// For a wrong key, which Google calls an invalid argument.
    var unauthorized: Refusal {
        switch self {
        case .openai:
            Refusal(401, "invalid_request_error", code: "invalid_api_key", "incorrect API key provided")
        case .gemini: Refusal(400, "INVALID_ARGUMENT", "API key not valid")
        case .anthropic: Refusal(401, "authentication_error", "invalid x-api-key")
        }
    }

    func unknownModel(_ name: String) -> Refusal {
        let message = "the model \"\(name)\" does not exist"
        return switch self {
        case .openai: Refusal(404, "invalid_request_error", code: "model_not_found", message)
        case .gemini: Refusal(404, "NOT_FOUND", message)
        case .anthropic: Refusal(404, "not_found_error", message)
        }
    }

    func error(_ refusal: Refusal) -> JSONValue {
        let message = JSONValue.string(refusal.message)
        switch self {
        case .openai, .anthropic:
            return [
                "error": [
                    "message": message, "type": .string(refusal.kind), "param": nil,
                    "code": refusal.code.map(JSONValue.string) ?? nil,
                ]
            ]
        case .gemini:
            return [
                [
                    "error": [
                        "code": .integer(refusal.status), "message": message,
                        "status": .string(status(of: refusal)),
                    ]
                ]
            ]
        }
    }

    func models(_ names: [String]) -> JSONValue {
        switch self {
        case .openai:
            return list(
                names.map { ["id": .string($0), "object": "model", "created": 0, "owned_by": "simulator"] }
            )
        case .gemini:
            return list(
                names.map { ["id": .string("models/" + $0), "object": "model", "owned_by": "google"] }
            )
        case .anthropic:
            let models: [JSONValue] = names.map {
                [
                    "type": "model", "id": .string($0), "display_name": .string($0),
                    "created_at": "2025-01-01T00:00:00Z",
                ]
            }
            return [
                "data": .array(models), "has_more": false,
                "first_id": names.first.map(JSONValue.string) ?? nil,
                "last_id": names.last.map(JSONValue.string) ?? nil,
            ]
        }
    }

    private func list(_ models: [JSONValue]) -> JSONValue {
        ["object": "list", "data": .array(models)]
    }

    private func status(of refusal: Refusal) -> String {
        switch refusal.status {
        case 400: "INVALID_ARGUMENT"
        case 401: "UNAUTHENTICATED"
        case 403: "PERMISSION_DENIED"
        case 404: "NOT_FOUND"
        case 429: "RESOURCE_EXHAUSTED"
        case 503: "UNAVAILABLE"
        case 504: "DEADLINE_EXCEEDED"
        default: "INTERNAL"
        }
    }
}
