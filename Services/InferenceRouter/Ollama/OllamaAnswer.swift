import Daemon
import FoundationEssentials

/// What is written to a client of Ollama's API, object by object.
struct OllamaAnswer {
    let operation: OllamaOperation
    let model: String
    let began: ContinuousClock.Instant

    /// A piece of what the model says.
    func piece(text: String, thinking: String = "", calls: [JSONValue] = []) -> [String: JSONValue] {
        var object: [String: JSONValue] = [
            "model": .string(model), "created_at": .string(Date.now.formatted(.iso8601)), "done": .bool(false),
        ]
        guard operation == .chat else {
            object["response"] = .string(text)
            if !thinking.isEmpty { object["thinking"] = .string(thinking) }
            return object
        }
        var message: [String: JSONValue] = ["role": .string("assistant"), "content": .string(text)]
        if !thinking.isEmpty { message["thinking"] = .string(thinking) }
        if !calls.isEmpty { message["tool_calls"] = .array(calls) }
        object["message"] = .object(message)
        return object
    }

    /// The figures that the last object has besides. What can't be known of another server's model is 0.
    func figures(finish: String?, usage: JSONValue?) -> [String: JSONValue] {
        let (seconds, attoseconds) = (ContinuousClock.now - began).components
        let total = JSONValue.integer(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
        return [
            "done": .bool(true), "done_reason": .string(finish == "length" ? "length" : "stop"),
            "total_duration": total, "load_duration": .integer(0),
            "prompt_eval_count": usage?["prompt_tokens"] ?? .integer(0), "prompt_eval_duration": .integer(0),
            "eval_count": usage?["completion_tokens"] ?? .integer(0), "eval_duration": total,
        ]
    }

    /// A whole answer of OpenAI's API; nil where it is none.
    func whole(_ answer: Data) -> Data? {
        if operation == .embed { return embeddings(answer) }
        guard let answer = try? JSONDecoder().decode(JSONValue.self, from: answer),
            let choice = answer["choices"]?.array.first
        else { return nil }
        let message = choice["message"]
        let object = piece(
            text: message?["content"]?.string ?? "",
            thinking: Self.thinking(message),
            calls: (message?["tool_calls"]?.array ?? []).map { Self.call($0["function"]) }
        )
        let end = figures(finish: choice["finish_reason"]?.string, usage: answer["usage"])
        return try? JSONValue.object(object.merging(end) { $1 }).encoded()
    }

    static func thinking(_ message: JSONValue?) -> String {
        message?["reasoning_content"]?.string ?? message?["reasoning"]?.string ?? ""
    }

    /// A call with its arguments as an object, where they are one.
    static func call(_ function: JSONValue?) -> JSONValue {
        let text = function?["arguments"]?.string ?? ""
        let arguments = try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
        return .object([
            "function": .object([
                "name": function?["name"] ?? .string(""), "arguments": arguments ?? .object([:]),
            ])
        ])
    }

    static func error(_ message: String) -> Data {
        (try? JSONValue.object(["error": .string(message)]).encoded()) ?? Data(#"{"error":""}"#.utf8)
    }

    /// Not through `JSONValue`: these are hundreds of thousands of numbers.
    private func embeddings(_ answer: Data) -> Data? {
        guard let list = try? JSONDecoder().decode(EmbeddingList.self, from: answer) else { return nil }
        let object = Embeddings(
            model: model,
            embeddings: list.data.map(\.embedding),
            promptTokens: list.usage?.promptTokens ?? 0
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return try? encoder.encode(object)
    }
}

private struct EmbeddingList: Decodable {
    struct Item: Decodable { let embedding: [Double] }

    struct Usage: Decodable {
        let promptTokens: Int

        enum CodingKeys: String, CodingKey { case promptTokens = "prompt_tokens" }
    }

    let data: [Item]
    let usage: Usage?
}

private struct Embeddings: Encodable {
    let model: String
    let embeddings: [[Double]]
    let promptTokens: Int

    enum CodingKeys: String, CodingKey {
        case model, embeddings
        case promptTokens = "prompt_eval_count"
    }
}
