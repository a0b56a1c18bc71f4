/// What Ollama's API is asked to do, and what of OpenAI's does the same.
package enum OllamaOperation: String, CaseIterable, Sendable {
    case chat = "/api/chat"
    case generate = "/api/generate"
    case embed = "/api/embed"

    var openAI: OpenAIOperation {
        switch self {
        case .chat, .generate: .chat
        case .embed: .embeddings
        }
    }
}
