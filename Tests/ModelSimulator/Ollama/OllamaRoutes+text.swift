import Foundation
import NIOCore

extension OllamaRoutes {
    private struct GenerateRequest: Decodable {
        let model: String
        let prompt: String?
        let images: [String]?
        let stream: Bool?
        let format: JSONValue?
        let options: Conversation.Options?
        let keepAlive: JSONValue?

        private enum CodingKeys: String, CodingKey {
            case model, prompt, images, stream, format, options
            case keepAlive = "keep_alive"
        }

        var conversation: Conversation {
            Conversation(
                model: model,
                prompt: prompt ?? "",
                images: (images ?? []).map { AttachedImage(base64: $0) },
                limit: options?.numPredict.flatMap { $0 >= 0 ? $0 : nil },
                format: format
            )
        }
    }

    func chat(_ request: Request) throws -> Response {
        let conversation = try request.decode(Conversation.self)
        if conversation.messages.isEmpty {
            return try keep(conversation.model, .chat, keepAlive: conversation.keepAlive)
        }
        return try answer(conversation, .chat, streamed: conversation.stream ?? true, request)
    }

    func generate(_ request: Request) throws -> Response {
        let asked = try request.decode(GenerateRequest.self)
        if asked.prompt ?? "" == "" {
            return try keep(asked.model, .generate, keepAlive: asked.keepAlive)
        }
        return try answer(asked.conversation, .generate, streamed: asked.stream ?? true, request)
    }

    /// A request without a question loads its model, or unloads it.
    private func keep(_ name: String, _ endpoint: OllamaAnswer.Endpoint, keepAlive: JSONValue?) throws
        -> Response
    {
        let model = try known(name)
        if case .integer(0)? = keepAlive {
            simulator.unload(model)
            return .json(OllamaAnswer.done(endpoint, model: name, reason: "unload"))
        }
        var response = Response.json(OllamaAnswer.done(endpoint, model: name, reason: "load"))
        response.delay = simulator.load(model)
        return response
    }

    private func answer(
        _ conversation: Conversation,
        _ endpoint: OllamaAnswer.Endpoint,
        streamed: Bool,
        _ request: Request
    ) throws -> Response {
        let model = try known(conversation.model)
        let directives = conversation.directives
        let pace = simulator.settings.pace.adjusted(by: request.headers, directives)
        let loading = simulator.load(model)
        let answer = Answer(to: conversation, directives: directives, pace: pace)
        let format = OllamaAnswer(
            endpoint: endpoint,
            model: conversation.model,
            answer: answer,
            loading: loading
        )
        var response: Response
        if streamed {
            response = Response(TokenStream(tokens: format.pieces, pace: pace, format: format))
        } else {
            let total = pace.duration(tokens: answer.tokens.count)
            response = .json(
                format.whole(StreamTiming(firstToken: pace.firstToken + loading, total: total + loading))
            )
            response.delay = total
            response.tokens = answer.tokens.count
        }
        response.delay = response.delay + loading
        if let spec = directives.fault { response.faults = try Fault.requested(spec) }
        return response
    }

    func embed(_ request: Request) throws -> Response {
        struct Asked: Decodable {
            let model: String
            let input: TextInput
            let dimensions: Int?
        }
        let asked = try request.decode(Asked.self)
        let model = try known(asked.model)
        let dimensions = min(max(asked.dimensions ?? simulator.settings.embeddingDimensions, 1), 16_384)
        let pause = simulator.settings.pace.adjusted(by: request.headers, Directives("")).firstToken
        let loading = simulator.load(model)
        let vectors: [JSONValue] = asked.input.texts.map { text in
            .array(Embedding.vector(text, dimensions: dimensions).map { .number(Double($0)) })
        }
        var response = Response.json([
            "model": .string(asked.model), "embeddings": .array(vectors),
            "total_duration": .integer(Int((pause + loading).nanoseconds)),
            "load_duration": .integer(Int(loading.nanoseconds)),
            "prompt_eval_count": .integer(asked.input.tokenCount),
        ])
        response.delay = pause + loading
        return response
    }
}
