import Foundation
import NIOCore
import NIOHTTP1

/// OpenAI's API, as OpenAI, vLLM, Ollama, Google and Anthropic serve it.
struct OpenAIRoutes: Dialect {
    let simulator: Simulator
    let profile: OpenAIProfile

    func respond(to request: Request) throws -> Response {
        switch (request.method, request.path) {
        case (.GET, "/health"): return Response(contentType: "text/plain", body: ByteBuffer())
        case (.GET, "/version"): return .json(["version": "simulated"])
        default: break
        }
        guard profile.isAuthorized(request.headers, key: simulator.settings.apiKey) else { throw profile.unauthorized }
        guard request.path.hasPrefix(profile.prefix) else { throw Refusal.unknownPath }
        var response: Response
        switch (request.method, request.path.dropFirst(profile.prefix.count)) {
        case (.GET, "/models"): response = .json(profile.models(simulator.settings.models))
        case (.GET, let path) where path.hasPrefix("/models/"):
            response = try model(String(path.dropFirst("/models/".count)))
        case (.POST, "/chat/completions"): response = try chat(request)
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

    private func chat(_ request: Request) throws -> Response {
        let conversation = try request.decode(Conversation.self)
        let model = try known(conversation.model)
        guard !conversation.messages.isEmpty else {
            throw Refusal(400, "invalid_request_error", "messages must not be empty")
        }
        let directives = conversation.directives
        let pace = simulator.settings.pace.adjusted(by: request.headers, directives)
        let answer = Answer(to: conversation, directives: directives, pace: pace)
        let completion = ChatCompletion(
            id: "chatcmpl-simulated-\(simulator.nextID())",
            created: Int(Date().timeIntervalSince1970),
            model: conversation.model,
            answer: answer,
            includesUsage: conversation.includesUsage,
            profile: profile
        )
        var response: Response
        if conversation.stream == true {
            response = Response(TokenStream(tokens: completion.pieces, pace: pace, format: completion))
        } else {
            response = .json(completion.whole)
            response.delay = pace.duration(tokens: answer.tokens.count)
            response.tokens = answer.tokens.count
        }
        response.delay = response.delay + simulator.load(model)
        if let spec = directives.fault { response.faults = try Fault.requested(spec) }
        return response
    }
}
