/// An answer as `text_completion`.
struct TextCompletion: Completion {
    let id: String
    let created: Int
    let model: String
    let answer: Answer
    let includesUsage: Bool

    var pieces: [String] { answer.tokens }

    var whole: JSONValue {
        .object(head + [("choices", [choice(answer.text, finishReason)]), ("usage", answer.usage)])
    }

    var contentType: String { "text/event-stream; charset=utf-8" }
    var opening: String { "" }
    var empty: String { chunk("") }
    var malformed: String { "data: {\"id\":\"\(id)\",\"choices\":[{\"text\":\n\n" }

    func event(_ token: String) -> String { chunk(token) }

    func error(_ message: String) -> String {
        "data: " + OpenAIProfile.openai.error(Refusal(500, "server_error", message)).text + "\n\n"
    }

    func closing(_ timing: StreamTiming) -> String {
        var text = chunk("", finishReason)
        if includesUsage {
            text +=
                "data: " + JSONValue.object(head + [("choices", []), ("usage", answer.usage)]).text + "\n\n"
        }
        return text + "data: [DONE]\n\n"
    }

    private var finishReason: JSONValue { answer.isTruncated ? "length" : "stop" }

    private var head: [(String, JSONValue)] {
        [
            ("id", .string(id)), ("object", "text_completion"), ("created", .integer(created)),
            ("model", .string(model)),
        ]
    }

    private func choice(_ text: String, _ finishReason: JSONValue) -> JSONValue {
        ["index": 0, "text": .string(text), "logprobs": nil, "finish_reason": finishReason]
    }

    private func chunk(_ text: String, _ finishReason: JSONValue = nil) -> String {
        "data: " + JSONValue.object(head + [("choices", [choice(text, finishReason)])]).text + "\n\n"
    }
}

extension Answer {
    /// In OpenAI's form.
    var usage: JSONValue {
        [
            "prompt_tokens": .integer(promptTokens), "completion_tokens": .integer(tokens.count),
            "total_tokens": .integer(promptTokens + tokens.count),
        ]
    }
}
