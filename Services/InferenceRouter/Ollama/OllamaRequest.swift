import Daemon
import FoundationEssentials

/// A request of Ollama's API, written anew for OpenAI's.
struct OllamaRequest {
    let operation: OllamaOperation
    let asked: JSONValue

    /// Options that both APIs have under one name; `num_predict` is `max_tokens`. The others are the endpoint's affair.
    private static let options = ["temperature", "top_p", "seed", "stop", "presence_penalty", "frequency_penalty"]

    /// Nil where it is none that Ollama would answer.
    func openAI() -> JSONValue? {
        guard let model = asked["model"]?.string else { return nil }
        var body: [String: JSONValue] = ["model": .string(model)]
        if operation == .embed {
            guard let input = asked["input"] else { return nil }
            body["input"] = input
            body["dimensions"] = asked["dimensions"]
            return .object(body)
        }
        guard let messages = operation == .chat ? conversation : prompt else { return nil }
        body["messages"] = .array(messages)
        for option in Self.options { body[option] = asked["options"]?[option] }
        if case .integer(let limit)? = asked["options"]?["num_predict"], limit > 0 {
            body["max_tokens"] = .integer(limit)
        }
        if let tools = asked["tools"]?.array, !tools.isEmpty { body["tools"] = .array(tools) }
        body["response_format"] = format
        // Silence means a stream here.
        if asked["stream"] != .bool(false) {
            body["stream"] = .bool(true)
            body["stream_options"] = .object(["include_usage": .bool(true)])
        }
        return .object(body)
    }

    private var format: JSONValue? {
        switch asked["format"] {
        case .string("json"): .object(["type": .string("json_object")])
        case .object(let schema):
            .object([
                "type": .string("json_schema"),
                "json_schema": .object(["name": .string("answer"), "schema": .object(schema)]),
            ])
        default: nil
        }
    }

    private var prompt: [JSONValue]? {
        guard let prompt = asked["prompt"]?.string, !prompt.isEmpty else { return nil }
        let question = message("user", content(prompt, images: asked["images"]))
        guard let system = asked["system"]?.string, !system.isEmpty else { return [question] }
        return [message("system", .string(system)), question]
    }

    private var conversation: [JSONValue]? {
        guard let said = asked["messages"]?.array, !said.isEmpty else { return nil }
        var messages: [JSONValue] = []
        // Ollama's calls have no ids: results belong to them by name, else in order.
        var open: [(id: String, name: String)] = []
        var calls = 0
        for turn in said {
            guard let role = turn["role"]?.string else { return nil }
            var message = ["role": JSONValue.string(role)]
            message["content"] = content(turn["content"]?.string ?? "", images: turn["images"])
            let called = turn["tool_calls"]?.array ?? []
            if !called.isEmpty {
                message["tool_calls"] = .array(
                    called.map { call in
                        calls += 1
                        let (id, name) = ("call_\(calls)", call["function"]?["name"]?.string ?? "")
                        open.append((id, name))
                        return Self.call(id, name, call["function"]?["arguments"] ?? .object([:]))
                    }
                )
            }
            if role == "tool" {
                let name = turn["tool_name"]?.string ?? turn["name"]?.string
                let index = open.firstIndex { $0.name == name } ?? open.indices.first
                message["tool_call_id"] = .string(index.map { open.remove(at: $0).id } ?? "call_0")
            }
            messages.append(.object(message))
        }
        return messages
    }

    private static func call(_ id: String, _ name: String, _ arguments: JSONValue) -> JSONValue {
        let text = (try? arguments.encoded()).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
        return .object([
            "id": .string(id), "type": .string("function"),
            "function": .object(["name": .string(name), "arguments": .string(text)]),
        ])
    }

    private func message(_ role: String, _ content: JSONValue) -> JSONValue {
        .object(["role": .string(role), "content": content])
    }

    private func content(_ text: String, images: JSONValue?) -> JSONValue {
        let images = (images?.array ?? []).compactMap(\.string)
        guard !images.isEmpty else { return .string(text) }
        let pictures = images.map { base64 in
            JSONValue.object([
                "type": .string("image_url"),
                "image_url": .object(["url": .string("data:\(Self.mediaType(base64));base64,\(base64)")]),
            ])
        }
        return .array([.object(["type": .string("text"), "text": .string(text)])] + pictures)
    }

    /// By the first bytes, as they look in base 64.
    private static func mediaType(_ base64: String) -> String {
        if base64.hasPrefix("/9j/") { return "image/jpeg" }
        if base64.hasPrefix("UklGR") { return "image/webp" }
        return base64.hasPrefix("R0lGOD") ? "image/gif" : "image/png"
    }
}
