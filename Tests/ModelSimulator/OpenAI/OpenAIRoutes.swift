import Foundation
import NIOHTTP1

/// OpenAI's API, as OpenAI, vLLM, Ollama, Google and Anthropic serve it.
struct OpenAIRoutes: Dialect {
    let simulator: Simulator
    let profile: OpenAIProfile

    func respond(to request: Request) throws -> Response {
        switch (request.method, request.path) {
        case (.GET, "/health"), (.GET, "/health/live"): return .json(["status": "ok"])
        case (.GET, "/version"): return .json(["version": "simulated"])
        default: break
        }
        guard profile.isAuthorized(request.headers, key: simulator.settings.apiKey) else {
            throw profile.unauthorized
        }
        guard request.path.hasPrefix(profile.prefix) else { throw Refusal.unknownPath }
        var response: Response
        switch (request.method, request.path.dropFirst(profile.prefix.count)) {
        case (.GET, "/models"): response = .json(profile.models(simulator.settings.models))
        case (.GET, let path) where path.hasPrefix("/models/"):
            response = try model(String(path.dropFirst("/models/".count)))
        case (.POST, "/chat/completions"): response = try chat(request)
        case (.POST, "/completions"): response = try completion(request)
        case (.POST, "/embeddings"): response = try embeddings(request)
        case (.POST, "/audio/transcriptions"): response = try transcription(request)
        case (.POST, "/audio/speech"): response = try speech(request)
        default: throw Refusal.unknownPath
        }
        if profile == .anthropic {
            response.headers.add(name: "request-id", value: "req_simulated_\(simulator.nextID())")
            response.headers.add(name: "openai-version", value: "2020-10-01")
        }
        return response
    }

    func refuse(_ refusal: Refusal) -> Response {
        .json(profile.error(refusal), status: refusal.status)
    }

    /// The model's name as settings have it; 404 where they don't.
    func known(_ name: String) throws(Refusal) -> String {
        let model = profile.modelName(name)
        guard simulator.settings.models.contains(model) else { throw profile.unknownModel(name) }
        return model
    }

    private func model(_ name: String) throws -> Response {
        let model = try known(name.removingPercentEncoding ?? name)
        return .json(["id": .string(model), "object": "model", "created": 0, "owned_by": "simulator"])
    }
}
