import InferenceClient

/// What a model is told of a conversation: its newest turns, and what stood before them in short.
struct ConversationContext: Sendable {
    struct Turn: Sendable {
        let role: Message.Role
        let text: String
        /// Ids of its images.
        var images: [String] = []
    }

    /// Of the turns before `turns`.
    let summary: String?
    /// Oldest first; the last is the question.
    let turns: [Turn]
}

extension Assistant {
    /// The request for an answer.
    ///
    /// - Parameter images: what could be read of the turns' images, by id, as `data:` URLs.
    func request(_ context: ConversationContext, images: [String: String]) -> ChatRequest {
        var instructions = prompt
        if let summary = context.summary { instructions += "\n\n" + Messages.summaryPreamble + "\n" + summary }
        let turns = context.turns.map { turn in
            ChatRequest.Message(
                turn.role == .user ? .user : .assistant,
                turn.text,
                images: turn.images.compactMap { images[$0] }
            )
        }
        return ChatRequest(
            model: capability,
            messages: [ChatRequest.Message(.system, instructions)] + turns,
            temperature: temperature,
            maxTokens: maxTokens
        )
    }
}
