import Daemon
import Identity
import InferenceClient
import Logging

/// Keeps what no longer fits a model's window as a summary, written by the same model after an answer has ended.
struct ConversationSummaries: Sendable {
    let store: ConversationStore
    let inference: InferenceClient
    let logger: Logger

    private static let maxTokens = 600
    private static let maxCharacters = 4_000

    /// Folds the oldest turns into the summary where all together are too long. What fails is tried after the next answer.
    func update(_ conversation: String, by assistant: Assistant, for principal: Principal, trace: TraceContext) async {
        do {
            guard let work = try await store.turnsToSummarise(conversation, room: assistant.contextCharacters) else {
                return
            }
            let stream = try await inference.stream(
                assistant.request(summarising: work, maxTokens: Self.maxTokens),
                dataClass: assistant.dataClass,
                actingFor: principal,
                trace: trace
            )
            var text = ""
            for try await chunk in stream where text.count < Self.maxCharacters { text += chunk.text }
            guard text.contains(where: { !$0.isWhitespace }) else { return }
            try await store.keepSummary(String(text.prefix(Self.maxCharacters)), of: conversation, work)
        } catch is CancellationError {
            return
        } catch {
            logger.notice("a conversation could not be summarised", metadata: ["error": "\(error)"])
        }
    }
}

/// The turns that a summary is to take up.
struct SummaryWork: Sendable {
    /// Of the turns before.
    let summary: String?
    let summarisedTo: Int
    /// Oldest first.
    let turns: [ConversationContext.Turn]
    /// The position of the last of them.
    let end: Int
}

extension Assistant {
    fileprivate func request(summarising work: SummaryWork, maxTokens: Int) -> ChatRequest {
        var lines = work.summary.map { [Messages.summaryPreamble, $0, ""] } ?? []
        for turn in work.turns {
            let who =
                switch turn.role {
                case .user: Messages.exportPerson
                case .assistant: Messages.exportAssistant
                case .tutor: Messages.exportTutor
                }
            lines.append("\(who[.es]): \(turn.text)")
        }
        return ChatRequest(
            model: capability,
            messages: [
                ChatRequest.Message(
                    .system,
                    isCompanion ? Messages.companionSummaryInstruction : Messages.summaryInstruction
                ),
                ChatRequest.Message(.user, lines.joined(separator: "\n")),
            ],
            temperature: 0,
            maxTokens: maxTokens
        )
    }
}
