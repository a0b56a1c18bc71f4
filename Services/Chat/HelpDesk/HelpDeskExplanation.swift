import CoreMetrics
import Daemon
import Identity
import InferenceClient

/// What a connected model says around the card, of its facts alone.
struct HelpDeskExplanation: Sendable {
    let assistant: Assistant?
    let store: HelpDeskStore
    let inference: InferenceClient
    let metrics: any MetricsFactory

    /// Until the model begins.
    private static let patience = Duration.seconds(60)
    private static let longest = 8_000

    struct Outcome: Sendable {
        var text = ""
        var removed = 0
    }

    /// Nothing where no model is connected; what came where it broke off.
    ///
    /// - Parameter emit: is given each part that may go out.
    func write(
        _ question: String,
        of facts: [String],
        after turns: [HelpDeskTurn],
        for context: AuthenticatedContext,
        _ emit: (String) async throws -> Void
    ) async throws -> Outcome {
        var outcome = Outcome()
        guard let assistant, !facts.isEmpty else { return outcome }
        let prompt = try await store.currentPrompt() ?? assistant.prompt
        var factGuard = FactGuard(facts: facts)
        var leakGuard = PromptLeakGuard(instructions: prompt)
        var length = 0
        do {
            let request = Self.request(question, by: assistant, prompt: prompt, facts: facts, turns)
            for try await chunk in try await open(request, assistant, for: context) {
                length += chunk.text.count
                let text = factGuard.pass(leakGuard.pass(chunk.text))
                if !text.isEmpty {
                    outcome.text += text
                    try await emit(text)
                }
                if leakGuard.hasLeaked || length > Self.longest { break }
            }
        } catch is InferenceError {
            // The card has said what is known.
        }
        let rest = leakGuard.hasLeaked ? "" : factGuard.pass(leakGuard.finish()) + factGuard.finish()
        if !rest.isEmpty {
            outcome.text += rest
            try await emit(rest)
        }
        outcome.removed = factGuard.removed
        if outcome.removed > 0 {
            Counter(label: "consulta_chat_help_desk_removed_total", factory: metrics).increment(by: outcome.removed)
        }
        return outcome
    }

    private func open(
        _ request: ChatRequest,
        _ assistant: Assistant,
        for context: AuthenticatedContext
    ) async throws -> ChatStream {
        let (principal, trace) = (context.principal, context.trace)
        return try await withThrowingTaskGroup(of: ChatStream.self) { group in
            group.addTask {
                try await inference.stream(
                    request,
                    dataClass: assistant.dataClass,
                    actingFor: principal,
                    trace: trace
                )
            }
            group.addTask {
                try await Task.sleep(for: Self.patience)
                throw InferenceError.unreachable
            }
            defer { group.cancelAll() }
            guard let stream = try await group.next() else { throw InferenceError.unreachable }
            return stream
        }
    }

    private static func request(
        _ question: String,
        by assistant: Assistant,
        prompt: String,
        facts: [String],
        _ turns: [HelpDeskTurn]
    ) -> ChatRequest {
        let instructions = [prompt, Messages.factsPreamble, facts.joined(separator: "\n\n")].joined(separator: "\n\n")
        let earlier = turns.flatMap { turn in
            [ChatRequest.Message(.user, turn.question), ChatRequest.Message(.assistant, turn.answer)]
        }
        return ChatRequest(
            model: assistant.capability,
            messages: [ChatRequest.Message(.system, instructions)] + earlier + [ChatRequest.Message(.user, question)],
            temperature: assistant.temperature,
            maxTokens: assistant.maxTokens
        )
    }
}
