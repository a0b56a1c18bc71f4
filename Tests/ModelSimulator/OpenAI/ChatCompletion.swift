/// An answer as `chat.completion`, and as a stream of `chat.completion.chunk`.
struct ChatCompletion {
    let answer: Answer
    private let id: String
    private let created: Int
    private let model: String
    private let includesUsage: Bool
    private let profile: OpenAIProfile
    /// What every event of the stream starts with.
    private let head: String

    init(id: String, created: Int, model: String, answer: Answer, includesUsage: Bool, profile: OpenAIProfile) {
        self.id = id
        self.created = created
        self.model = model
        self.answer = answer
        self.includesUsage = includesUsage
        self.profile = profile
        var head = "data: {\"id\":\"\(id)\",\"object\":\"chat.completion.chunk\",\"created\":\(created),\"model\":"
        head.appendQuoted(model)
        self.head = head
    }

    /// What the stream gives one by one. Google sends a call's arguments in one piece.
    var pieces: [String] {
        answer.call != nil && profile == .gemini ? [answer.text] : answer.tokens
    }

    var whole: JSONValue {
        var message: [(String, JSONValue)] = [("role", "assistant")]
        if let call = answer.call {
            message.append(("content", nil))
            message.append(("tool_calls", [function(call, arguments: answer.text, extra: [])]))
        } else {
            message.append(("content", .string(answer.text)))
        }
        return [
            "id": .string(id), "object": "chat.completion", "created": .integer(created),
            "model": .string(model),
            "choices": [
                [
                    "index": 0, "message": .object(message), "logprobs": nil,
                    "finish_reason": .string(finishReason),
                ]
            ],
            "usage": answer.usage,
        ]
    }

    private var finishReason: String {
        // Google says "stop" after a call as well.
        if answer.call != nil { return profile == .gemini ? "stop" : "tool_calls" }
        return answer.isTruncated ? "length" : "stop"
    }

    private func function(_ call: ToolCall, arguments: String, extra: [(String, JSONValue)])
        -> JSONValue
    {
        .object(
            extra + [
                ("id", .string("call_\(id)")), ("type", "function"),
                ("function", ["name": .string(call.name), "arguments": .string(arguments)]),
            ]
        )
    }
}

extension ChatCompletion: Completion {
    var contentType: String { "text/event-stream; charset=utf-8" }

    var opening: String {
        guard let call = answer.call else { return chunk("{\"role\":\"assistant\",\"content\":\"\"}") }
        let start = function(call, arguments: "", extra: [("index", 0)])
        let delta: JSONValue = ["role": "assistant", "content": nil, "tool_calls": [start]]
        return chunk(delta.text)
    }

    var empty: String { chunk("{\"content\":\"\"}") }

    var malformed: String { "data: {\"id\":\"\(id)\",\"choices\":[{\"delta\":{\"content\":\n\n" }

    func event(_ token: String) -> String {
        var delta =
            answer.call == nil
            ? "{\"content\":" : "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":"
        delta.appendQuoted(token)
        delta += answer.call == nil ? "}" : "}}]}"
        return chunk(delta)
    }

    func error(_ message: String) -> String {
        "data: " + profile.error(Refusal(500, "server_error", message)).text + "\n\n"
    }

    func closing(_ timing: StreamTiming) -> String {
        var text = chunk("{}", finishReason: finishReason)
        if includesUsage { text += head + ",\"choices\":[],\"usage\":\(answer.usage.text)}\n\n" }
        return text + "data: [DONE]\n\n"
    }

    private func chunk(_ delta: String, finishReason: String? = nil) -> String {
        let reason = finishReason.map { "\"\($0)\"" } ?? "null"
        let usage = includesUsage ? ",\"usage\":null" : ""
        return head
            + ",\"choices\":[{\"index\":0,\"delta\":\(delta),\"logprobs\":null,\"finish_reason\":\(reason)}]\(usage)}\n\n"
    }
}
