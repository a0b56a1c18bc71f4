import Daemon
import Identity
import InferenceClient
import Logging
import Uploads

/// Writes one answer: asks the model, passes on what comes, and keeps it as it grows.
struct AnswerWriter: Sendable {
    let store: ConversationStore
    let inference: InferenceClient
    let media: MediaStore
    let reading: MessageReading
    let maxCharacters: Int
    let logger: Logger

    /// How often the text so far is kept, and so how soon a stop by another replica is seen.
    private static let keepingInterval = Duration.milliseconds(500)

    private static let queueInterval = Duration.milliseconds(700)

    /// - Parameter cancelled: ends when the person wants no more.
    func write(
        _ generation: Generation,
        by assistant: Assistant,
        for principal: Principal,
        speaking language: Language,
        trace: TraceContext,
        until cancelled: AsyncStream<Void>
    ) async -> GenerationOutcome {
        await withTaskGroup(of: GenerationOutcome?.self) { group in
            group.addTask { await answer(generation, by: assistant, for: principal, speaking: language, trace: trace) }
            group.addTask {
                for await _ in cancelled {}
                return nil
            }
            group.addTask {
                await keep(generation)
                return nil
            }
            // Whichever ends first ends the others: the answer is written, stopped here, or stopped elsewhere.
            let first = await group.next() ?? nil
            group.cancelAll()
            var outcome = first
            for await late in group { outcome = outcome ?? late }
            var result = outcome ?? GenerationOutcome()
            result.text = generation.text
            let safety = result.facts.safety ?? generation.start.question.safety
            result.facts = MessageFacts(entities: reading.entities.entities(in: result.text), safety: safety)
            if first == nil {
                result.status = Task.isCancelled ? .interrupted : .stopped
                result.failure = nil
                result.finishReason = result.finishReason ?? "stop"
            }
            return result
        }
    }

    /// A message that is refused reaches no model.
    private func answer(
        _ generation: Generation,
        by assistant: Assistant,
        for principal: Principal,
        speaking language: Language,
        trace: TraceContext
    ) async -> GenerationOutcome {
        guard generation.start.question.safety?.action == .block else {
            return await stream(generation, by: assistant, for: principal, trace: trace)
        }
        generation.append(Messages.refusal[language])
        return GenerationOutcome(leftInstitution: false, finishReason: "safety")
    }

    private func stream(
        _ generation: Generation,
        by assistant: Assistant,
        for principal: Principal,
        trace: TraceContext
    ) async -> GenerationOutcome {
        var outcome = GenerationOutcome()
        var length = 0
        let context = generation.start.context
        async let _: Void = tellQueue(generation, for: principal, trace: trace)
        do {
            let answer = try await inference.stream(
                assistant.request(context, images: try await images(of: context)),
                dataClass: assistant.dataClass,
                actingFor: principal,
                trace: trace
            )
            outcome.endpoint = answer.endpoint
            outcome.leftInstitution = answer.leftInstitution
            var leakGuard = assistant.leakGuard
            for try await chunk in answer {
                let text = leakGuard.pass(chunk.text)
                if !text.isEmpty { generation.append(text) }
                if leakGuard.hasLeaked {
                    outcome.finishReason = "safety"
                    outcome.facts.safety = Safety(action: .block, reason: .promptExtraction)
                    return outcome
                }
                outcome.model = chunk.model ?? outcome.model
                outcome.finishReason = chunk.finishReason ?? outcome.finishReason
                outcome.usage = chunk.usage ?? outcome.usage
                length += chunk.text.count
                if length > maxCharacters {
                    outcome.finishReason = "length"
                    break
                }
            }
            let held = leakGuard.finish()
            if !held.isEmpty { generation.append(held) }
        } catch let error as InferenceError {
            let failure = GenerationFailure(error)
            outcome.failure = failure
            outcome.status = failure.status(afterText: length > 0)
        } catch is CancellationError {
            outcome.status = .interrupted
        } catch {
            logger.error("a generation failed", metadata: ["error": "\(String(reflecting: error))"])
            outcome.failure = .interrupted
            outcome.status = .interrupted
        }
        return outcome
    }

    /// Asks the router for the question's place until the answer begins.
    private func tellQueue(_ generation: Generation, for principal: Principal, trace: TraceContext) async {
        while (try? await Task.sleep(for: Self.queueInterval)) != nil, generation.text.isEmpty {
            guard let place = await inference.queuePosition(actingFor: principal, trace: trace) else { continue }
            generation.wait(at: place)
        }
    }

    /// What a model is shown of the turns' images. One whose files are gone is passed over.
    private func images(of context: ConversationContext) async throws -> [String: String] {
        var images: [String: String] = [:]
        for id in context.turns.flatMap(\.images) {
            guard let file = try await media.folder.open(id, .model) else { continue }
            images[id] = DataURL.jpeg(try await file.contents())
        }
        return images
    }

    /// Returns when another replica has stopped the generation.
    private func keep(_ generation: Generation) async {
        while (try? await Task.sleep(for: Self.keepingInterval)) != nil {
            do {
                if try await !store.keep(generation.text, of: generation.start) { return }
            } catch {
                // The database may be back by the next time; the whole text is written again.
                logger.warning("an answer under way could not be kept", metadata: ["error": "\(error)"])
            }
        }
    }
}
