/// One step of an answer as it is written.
package struct ChatChunk: Equatable, Sendable {
    package var text = ""
    /// `stop`, `length`, `tool_calls`…: present in the last step.
    package var finishReason: String?
    package var usage: TokenUsage?
    /// The model that really answers.
    package var model: String?
}

/// Tokens, as the model counted them.
package struct TokenUsage: Codable, Equatable, Sendable {
    package let promptTokens: Int
    package let completionTokens: Int
    package let totalTokens: Int

    package init(promptTokens: Int, completionTokens: Int, totalTokens: Int) {
        self.promptTokens = promptTokens
        self.completionTokens = completionTokens
        self.totalTokens = totalTokens
    }
}

/// The part of OpenAI's stream chunk that we read.
struct WireChunk: Decodable {
    struct Choice: Decodable {
        struct Delta: Decodable {
            let content: String?
        }
        let delta: Delta?
        let finishReason: String?
    }

    /// Some engines leave out what others count.
    struct Usage: Decodable {
        let promptTokens: Int?
        let completionTokens: Int?
        let totalTokens: Int?

        var tokens: TokenUsage {
            let (prompt, completion) = (promptTokens ?? 0, completionTokens ?? 0)
            return TokenUsage(
                promptTokens: prompt,
                completionTokens: completion,
                totalTokens: totalTokens ?? prompt + completion
            )
        }
    }

    /// Its message may quote the request, so it is not read.
    struct Failure: Decodable {}

    let model: String?
    let choices: [Choice]?
    let usage: Usage?
    let error: Failure?
}
