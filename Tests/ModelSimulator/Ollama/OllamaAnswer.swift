import Foundation
import NIOCore

/// An answer as Ollama gives it: one JSON object a line, the last with its figures.
struct OllamaAnswer {
    enum Endpoint {
        case chat, generate

        fileprivate func content(_ text: String) -> (String, JSONValue) {
            switch self {
            case .chat: ("message", ["role": "assistant", "content": .string(text)])
            case .generate: ("response", .string(text))
            }
        }
    }

    let endpoint: Endpoint
    let model: String
    let answer: Answer
    let loading: TimeAmount
    private let created = Date()

    init(endpoint: Endpoint, model: String, answer: Answer, loading: TimeAmount) {
        self.endpoint = endpoint
        self.model = model
        self.answer = answer
        self.loading = loading
    }

    /// A call of a tool comes in one piece.
    var pieces: [String] { answer.call == nil ? answer.tokens : [answer.text] }

    func whole(_ timing: StreamTiming) -> JSONValue {
        let content = answer.call.map(called) ?? endpoint.content(answer.text)
        return .object(head + [content] + end(timing))
    }

    /// What a request is answered with that had no question.
    static func done(_ endpoint: Endpoint, model: String, reason: String) -> JSONValue {
        .object([
            ("model", .string(model)), ("created_at", .string(Date().formatted(.iso8601))),
            endpoint.content(""),
            ("done_reason", .string(reason)), ("done", true),
        ])
    }

    private var head: [(String, JSONValue)] {
        [("model", .string(model)), ("created_at", .string(created.formatted(.iso8601)))]
    }

    private func called(_ call: ToolCall) -> (String, JSONValue) {
        let function: JSONValue = ["name": .string(call.name), "arguments": call.arguments]
        return (
            "message", ["role": "assistant", "content": "", "tool_calls": [["function": function]]]
        )
    }

    private func end(_ timing: StreamTiming) -> [(String, JSONValue)] {
        [
            ("done_reason", answer.isTruncated ? "length" : "stop"), ("done", true),
            ("total_duration", .integer(Int(timing.total.nanoseconds))),
            ("load_duration", .integer(Int(loading.nanoseconds))),
            ("prompt_eval_count", .integer(answer.promptTokens)),
            ("prompt_eval_duration", .integer(Int((timing.firstToken - loading).nanoseconds))),
            ("eval_count", .integer(answer.tokens.count)),
            ("eval_duration", .integer(Int((timing.total - timing.firstToken).nanoseconds))),
        ]
    }

    private func line(
        _ content: (String, JSONValue),
        _ end: [(String, JSONValue)] = [("done", false)]
    ) -> String {
        JSONValue.object(head + [content] + end).text + "\n"
    }
}

extension OllamaAnswer: StreamFormat {
    var contentType: String { "application/x-ndjson" }
    var opening: String { "" }
    var empty: String { line(endpoint.content("")) }
    var malformed: String { "{\"model\":\"simulated\",\"message\":{\n" }

    func event(_ token: String) -> String { line(answer.call.map(called) ?? endpoint.content(token)) }

    func error(_ message: String) -> String {
        JSONValue.object([("error", .string(message))]).text + "\n"
    }

    func closing(_ timing: StreamTiming) -> String { line(endpoint.content(""), end(timing)) }
}
