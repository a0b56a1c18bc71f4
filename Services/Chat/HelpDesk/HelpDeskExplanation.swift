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

    /// Until the model begins, and until it must have ended: whoever takes no stream waits for all of it.
    private static let patience = (beginning: Duration.seconds(30), ending: Duration.seconds(90))
    /// After which a reader is told that the model still writes.
    private static let silence = Duration.seconds(15)
    private static let longest = 8_000

    struct Outcome: Sendable {
        var text = ""
        var removed = 0
    }

    /// Nothing where no model is connected; what came where it broke off or took too long.
    ///
    /// - Parameter emit: is given each part that may go out, and an empty one now and then.
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
        let request = Self.request(question, by: assistant, prompt: prompt, facts: facts, turns)
        try await withThrowingTaskGroup(of: Void.self) { group in
            let (texts, continuation) = AsyncThrowingStream<String, any Error>.makeStream()
            group.addTask { await read(request, assistant, for: context, into: continuation) }
            group.addTask {
                try await Task.sleep(for: Self.patience.ending)
                continuation.finish()
            }
            group.addTask {
                while true {
                    try await Task.sleep(for: Self.silence)
                    continuation.yield("")
                }
            }
            defer { group.cancelAll() }
            var length = 0
            do {
                for try await chunk in texts {
                    length += chunk.count
                    let text = factGuard.pass(leakGuard.pass(chunk))
                    outcome.text += text
                    if !text.isEmpty || chunk.isEmpty { try await emit(text) }
                    if leakGuard.hasLeaked || length > Self.longest { break }
                }
            } catch is InferenceError {
                // The card has said what is known.
            }
            try Task.checkCancellation()
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

    private func read(
        _ request: ChatRequest,
        _ assistant: Assistant,
        for context: AuthenticatedContext,
        into texts: AsyncThrowingStream<String, any Error>.Continuation
    ) async {
        do {
            for try await chunk in try await open(request, assistant, for: context) where !chunk.text.isEmpty {
                texts.yield(chunk.text)
            }
            texts.finish()
        } catch {
            texts.finish(throwing: error)
        }
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
                try await Task.sleep(for: Self.patience.beginning)
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
            [ChatRequest.Message(.user, turn.question), ChatRequest.Message(.assistant, turn.wholeAnswer)]
        }
        return ChatRequest(
            model: assistant.capability,
            messages: [ChatRequest.Message(.system, instructions)] + earlier + [ChatRequest.Message(.user, question)],
            temperature: assistant.temperature,
            maxTokens: assistant.maxTokens
        )
    }
}
