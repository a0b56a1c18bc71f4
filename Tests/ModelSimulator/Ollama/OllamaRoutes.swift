import NIOCore
import NIOHTTP1

/// Ollama's own API.
struct OllamaRoutes: Dialect {
    let simulator: Simulator

    func respond(to request: Request) throws -> Response {
        let key = simulator.settings.apiKey
        guard key == nil || request.headers.first(name: "authorization") == key.map({ "Bearer \($0)" })
        else {
            throw Refusal(401, "authentication_error", "unauthorized")
        }
        return switch (request.method, request.path) {
        case (.GET, "/"):
            Response(contentType: "text/plain", body: ByteBuffer(string: "Ollama is running"))
        case (.HEAD, "/"): Response(contentType: "text/plain", body: ByteBuffer())
        case (.GET, "/api/version"): .json(["version": "0.0.0-simulated"])
        case (.GET, "/api/tags"):
            .json(["models": .array(simulator.settings.models.map(OllamaModel.listed))])
        case (.GET, "/api/ps"): .json(["models": .array(loaded.map(OllamaModel.running))])
        case (.POST, "/api/show"): try show(request)
        case (.POST, "/api/chat"): try chat(request)
        case (.POST, "/api/generate"): try generate(request)
        case (.POST, "/api/embed"): try embed(request)
        default: throw Refusal(404, "not_found_error", "404 page not found")
        }
    }

    func refuse(_ refusal: Refusal) -> Response {
        .json(["error": .string(refusal.message)], status: refusal.status)
    }

    /// The model's name as settings have it: `name` and `name:latest` are the same.
    func known(_ name: String) throws(Refusal) -> String {
        let wanted = OllamaModel.tagged(name)
        guard let model = simulator.settings.models.first(where: { OllamaModel.tagged($0) == wanted })
        else {
            throw Refusal(404, "not_found_error", "model '\(name)' not found")
        }
        return model
    }

    private var loaded: [String] { simulator.settings.models.filter(simulator.isLoaded) }

    private func show(_ request: Request) throws -> Response {
        struct Shown: Decodable {
            let model: String?
            let name: String?
        }
        let asked = try request.decode(Shown.self)
        return .json(OllamaModel.shown(try known(asked.model ?? asked.name ?? "")))
    }
}
