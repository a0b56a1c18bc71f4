import InferenceClient

/// What a model is told of a conversation: its newest turns, and what stood before them in short.
struct ConversationContext: Sendable {
    struct Turn: Sendable {
        let role: Message.Role
        let text: String
        /// Ids of its images.
        var images: [String] = []
        /// To be read as data, as it may be an attempt to give instructions.
        var isQuoted = false
    }

    /// Of the turns before `turns`.
    let summary: String?
    /// Of what the person said before `turns`.
    let memory: [Entity]
    /// Oldest first; the last is the question.
    let turns: [Turn]
    /// The answer as far as it was written before it broke off, to be gone on with.
    var written = ""
}

extension ConversationContext {
    private static let memoryLimit = 60

    /// The memory by kind, in words; `nil` where there is none.
    fileprivate var remembered: String? {
        var names: [String: [String]] = [:]
        var seen: Set<String> = []
        for entity in memory.prefix(Self.memoryLimit) {
            guard let kind = Messages.memoryKinds[entity.kind] else { continue }
            let text = (entity.negated ? Messages.memoryNegation : "") + entity.text
            if seen.insert(kind + text.lowercased()).inserted { names[kind, default: []].append(text) }
        }
        guard !names.isEmpty else { return nil }
        let lines = names.sorted { $0.key < $1.key }.map { "- \($0.key): \($0.value.joined(separator: ", "))" }
        return ([Messages.memoryPreamble] + lines).joined(separator: "\n")
    }
}

extension Assistant {
    /// The request for an answer.
    ///
    /// - Parameter images: what could be read of the turns' images, by id, as `data:` URLs.
    func request(_ context: ConversationContext, images: [String: String]) -> ChatRequest {
        var instructions = prompt
        if let memory = context.remembered { instructions += "\n\n" + memory }
        if let summary = context.summary { instructions += "\n\n" + Messages.summaryPreamble + "\n" + summary }
        if context.turns.contains(where: \.isQuoted) { instructions += "\n\n" + Messages.quotedPreamble }
        let turns = context.turns.map { turn in
            ChatRequest.Message(
                turn.role == .user ? .user : .assistant,
                turn.isQuoted ? Messages.quoted(turn.text) : turn.text,
                images: turn.images.compactMap { images[$0] }
            )
        }
        let broken =
            context.written.isEmpty
            ? []
            : [
                ChatRequest.Message(.assistant, String(context.written.suffix(contextCharacters))),
                ChatRequest.Message(.user, Messages.continuation),
            ]
        return ChatRequest(
            model: capability,
            messages: [ChatRequest.Message(.system, instructions)] + turns + broken,
            temperature: temperature,
            maxTokens: maxTokens
        )
    }
}
