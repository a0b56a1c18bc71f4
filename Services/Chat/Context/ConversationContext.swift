import Citations
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
    /// What a companion knows of the person.
    var notes = CompanionNotes()
    /// What holds a companion's answer.
    var frame: SafeFrame?
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
    /// - Parameters:
    ///   - images: what could be read of the turns' images, by id, as `data:` URLs.
    ///   - reading: what analysis reads from the question.
    ///   - attached: passages of the conversation's documents.
    func request(
        _ context: ConversationContext,
        images: [String: String],
        reading: TextReading? = nil,
        attached: AttachedSources? = nil
    ) -> ChatRequest {
        var instructions = prompt
        if let attached, !attached.citable.isEmpty { instructions += "\n\n" + attached.prompt.conversationRules }
        if let memory = context.remembered { instructions += "\n\n" + memory }
        if let summary = context.summary { instructions += "\n\n" + Messages.summaryPreamble + "\n" + summary }
        if isCompanion, let notes = context.notes.instructions(reading, isHeld: context.frame != nil) {
            instructions += "\n\n" + notes
        }
        if context.turns.contains(where: \.isQuoted) { instructions += "\n\n" + Messages.quotedPreamble }
        if let frame = context.frame { instructions += "\n\n" + frame.instructions }
        let turns = ChatRequest.Message.alternating(
            context.turns.enumerated().map { index, turn in
                let text =
                    turn.isQuoted
                    ? Messages.quoted(turn.text)
                    : turn.role == .tutor ? Messages.tutorTurn(turn.text) : turn.text
                let isQuestion = index == context.turns.count - 1
                return ChatRequest.Message(
                    turn.role == .user ? .user : .assistant,
                    isQuestion ? attached?.quoted(before: text) ?? text : text,
                    images: turn.images.compactMap { images[$0] }
                )
            }
        )
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
            maxTokens: context.frame == .now ? min(maxTokens, SafeFrame.maxTokens) : maxTokens
        )
    }
}

extension ChatRequest.Message {
    /// Neighbours of one role as one message: many models take turns only. A tutor may write twice, or a student.
    fileprivate static func alternating(_ messages: [ChatRequest.Message]) -> [ChatRequest.Message] {
        messages.reduce(into: []) { result, message in
            if let last = result.last, last.role == message.role {
                result[result.count - 1] = ChatRequest.Message(
                    last.role,
                    last.content + "\n\n" + message.content,
                    images: last.images + message.images
                )
            } else {
                result.append(message)
            }
        }
    }
}
