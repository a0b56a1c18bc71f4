/// What a model is asked to do, in the words of the API that it is asked by.
enum InferenceOperation: Equatable {
    case openAI(OpenAIOperation)
    case ollama(OllamaOperation)

    static let all = OpenAIOperation.allCases.map(Self.openAI) + OllamaOperation.allCases.map(Self.ollama)

    /// Where we are asked for it.
    var path: String {
        switch self {
        case .openAI(let operation): operation.path
        case .ollama(let operation): operation.rawValue
        }
    }

    /// Where an endpoint is asked for it.
    func path(at address: EndpointAddress) -> String {
        switch self {
        case .openAI(let operation): address.openAI + operation.rawValue
        case .ollama(let operation): address.prefix + operation.rawValue
        }
    }
}

/// What OpenAI's API is asked to do: what stands behind the version in its path.
package enum OpenAIOperation: String, CaseIterable, Sendable {
    case chat = "/chat/completions"
    case completion = "/completions"
    case embeddings = "/embeddings"
    case transcription = "/audio/transcriptions"
    case speech = "/audio/speech"

    var path: String { "/v1" + rawValue }
}
