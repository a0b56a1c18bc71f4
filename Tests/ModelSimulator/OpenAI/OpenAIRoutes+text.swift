import Foundation
import NIOCore

extension OpenAIRoutes {
    func chat(_ request: Request) throws -> Response {
        let conversation = try request.decode(Conversation.self)
        guard !conversation.messages.isEmpty else {
            throw Refusal(400, "invalid_request_error", "messages must not be empty")
        }
        return try answer(conversation, streamed: conversation.stream == true, request) { answer in
            ChatCompletion(
                id: "chatcmpl-simulated-\(simulator.nextID())",
                created: Int(Date().timeIntervalSince1970),
                model: conversation.model,
                answer: answer,
                includesUsage: conversation.includesUsage,
                profile: profile
            )
        }
    }

    func completion(_ request: Request) throws -> Response {
        let asked = try request.decode(CompletionRequest.self)
        let conversation = Conversation(model: asked.model, prompt: asked.text, limit: asked.maxTokens)
        return try answer(conversation, streamed: asked.stream == true, request) { answer in
            TextCompletion(
                id: "cmpl-simulated-\(simulator.nextID())",
                created: Int(Date().timeIntervalSince1970),
                model: asked.model,
                answer: answer,
                includesUsage: asked.streamOptions?.includeUsage == true
            )
        }
    }

    private func answer(
        _ conversation: Conversation,
        streamed: Bool,
        _ request: Request,
        as completion: (Answer) -> some Completion
    ) throws -> Response {
        let model = try known(conversation.model)
        let directives = conversation.directives
        let pace = simulator.settings.pace.adjusted(by: request.headers, directives)
        let answer = Answer(to: conversation, directives: directives, pace: pace)
        let completion = completion(answer)
        var response: Response
        if streamed {
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

/// An answer in the form of one endpoint, streamed and whole.
protocol Completion: StreamFormat {
    /// What a stream gives one by one.
    var pieces: [String] { get }
    var whole: JSONValue { get }
}

struct CompletionRequest: Decodable {
    let model: String
    let prompt: TextInput
    let stream: Bool?
    let streamOptions: Conversation.StreamOptions?
    let maxTokens: Int?

    private enum CodingKeys: String, CodingKey {
        case model, prompt, stream
        case streamOptions = "stream_options"
        case maxTokens = "max_tokens"
    }

    var text: String { prompt.texts.joined(separator: "\n") }
}
