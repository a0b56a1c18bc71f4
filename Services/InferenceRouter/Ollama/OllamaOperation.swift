/// What Ollama's API is asked to do, and where OpenAI's does the same.
package enum OllamaOperation: String, CaseIterable, Sendable {
    case chat = "/api/chat"
    case generate = "/api/generate"
    case embed = "/api/embed"

    var openAIPath: String {
        switch self {
        case .chat, .generate: "/v1/chat/completions"
        case .embed: "/v1/embeddings"
        }
    }
}
