import Citations
import Daemon
import Identity
import InferenceClient
import Logging
import SuiteProtocol
import Uploads

/// Writes one answer: asks the model, and passes on what comes.
struct AnswerWriter: Sendable {
    let inference: InferenceClient
    let media: MediaStore
    let analysis: AnalysisClient
    let frames: SafeFrames
    let documents: DocumentsClient
    let maxCharacters: Int
    let logger: Logger

    private static let queueInterval = Duration.milliseconds(700)

    /// Where its task is cancelled, the outcome says that the answer was interrupted. A message that is refused reaches no
    /// model.
    func write(
        _ generation: Generation,
        by assistant: Assistant,
        for principal: Principal,
        speaking language: Language,
        trace: TraceContext
    ) async -> GenerationOutcome {
        guard generation.start.question.safety?.action == .block else {
            return await stream(generation, by: assistant, for: principal, speaking: language, trace: trace)
        }
        let isFramed = generation.start.context.frame == .now
        generation.append(isFramed ? firstWords(for: generation, in: language) : Messages.refusal[language])
        return GenerationOutcome(leftInstitution: false, finishReason: "safety")
    }

    /// What somebody in danger reads first; no model wrote it.
    private func firstWords(for generation: Generation, in language: Language) -> String {
        let isShown = generation.start.question.help != nil
        return (isShown ? Messages.safeOpening : Messages.carefulOpening)[language]
    }

    private func stream(
        _ generation: Generation,
        by assistant: Assistant,
        for principal: Principal,
        speaking language: Language,
        trace: TraceContext
    ) async -> GenerationOutcome {
        var outcome = GenerationOutcome()
        let context = generation.start.context
        let question = context.turns.last?.text ?? ""
        let attached: AttachedSources?
        do {
            attached = try await find(generation, question, for: principal, trace: trace)
        } catch {
            return GenerationOutcome(status: .interrupted, failure: Task.isCancelled ? nil : .interrupted)
        }
        if let sources = attached?.sources, !sources.isEmpty, let mode = attached?.mode {
            generation.cite(sources, read: mode)
        }
        var writing = CitedAnswer(generation, attached, question: question)
        func finish() {
            writing.finish()
            guard let found = attached else { return }
            outcome.facts.sources = found.kept(with: writing.sentences)
            outcome.facts.mode = found.mode
            outcome.facts.sentences = writing.sentences
            outcome.facts.writtenBy = outcome.facts.writtenBy ?? .model
            outcome.facts.sourcesMissing = found.mode == nil ? true : nil
        }
        var length = context.written.count
        var safeGuard = frames.answerGuard(context.frame)
        var gap = ""
        if context.frame == .now, context.written.isEmpty {
            generation.append(firstWords(for: generation, in: language))
            gap = "\n\n"
        }
        func emit(_ text: String) {
            guard !text.isEmpty else { return }
            writing.write(gap + text)
            gap = ""
        }
        do {
            // In a task of its own: what its stack grows to isn't kept for as long as the answer is written.
            async let opening = open(generation, by: assistant, attached, for: principal, trace: trace)
            let answer = try await opening
            outcome.endpoint = answer.endpoint
            outcome.leftInstitution = answer.leftInstitution || generation.start.hadLeft
            var leakGuard = assistant.leakGuard
            leakGuard.goOn(after: context.written)
            for try await chunk in answer {
                let text = leakGuard.pass(chunk.text)
                emit(safeGuard?.pass(text) ?? text)
                if leakGuard.hasLeaked {
                    outcome.finishReason = "safety"
                    outcome.facts.safety = Safety(action: .block, reason: .promptExtraction)
                    finish()
                    return outcome
                }
                if safeGuard?.isOver == true { break }
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
            emit((safeGuard?.pass(held) ?? held) + (safeGuard?.finish() ?? ""))
            if safeGuard?.isOver == true {
                // Takes the place of what a model said that isn't fit.
                emit(Messages.safeClosing[language])
                outcome.finishReason = "safety"
            }
        } catch is InferenceError where context.frame == .now {
            // The first words stand without a model.
            outcome.finishReason = "safety"
        } catch let error as InferenceError where error != .interrupted && length == 0 && attached != nil {
            // Without a model: what the documents say themselves.
            writing.show(attached?.quoted(question, in: language) ?? [])
            outcome.facts.writtenBy = .passages
            outcome.leftInstitution = false
            outcome.finishReason = "stop"
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
        finish()
        return outcome
    }

    /// What the answer may stand on: nothing where nothing is attached, or somebody is in danger.
    private func find(
        _ generation: Generation,
        _ question: String,
        for principal: Principal,
        trace: TraceContext
    ) async throws -> AttachedSources? {
        guard generation.start.context.frame == nil else { return nil }
        return try await AttachedSources.find(
            generation.start.collections,
            for: question,
            mode: generation.start.mode,
            from: documents,
            actingFor: principal,
            trace: trace,
            logger
        )
    }

    /// The answer when it begins; until then its readers are told of the queue.
    private func open(
        _ generation: Generation,
        by assistant: Assistant,
        _ attached: AttachedSources?,
        for principal: Principal,
        trace: TraceContext
    ) async throws -> ChatStream {
        async let _: Void = tellQueue(generation, for: principal, trace: trace)
        let context = generation.start.context
        let reading = assistant.isCompanion ? await read(context, of: principal, trace: trace) : nil
        return try await inference.stream(
            assistant.request(context, images: try await images(of: context), reading: reading, attached: attached),
            dataClass: assistant.dataClass,
            actingFor: principal,
            trace: trace
        )
    }

    /// What analysis reads from the question; nil where it is away, slow, or not allowed to.
    private func read(
        _ context: ConversationContext,
        of principal: Principal,
        trace: TraceContext
    ) async -> TextReading? {
        guard let question = context.turns.last?.text, !principal.withheld.contains(.emotionalAnalysis) else {
            return nil
        }
        return await analysis.read(question, of: principal, trace: trace)
    }

    /// Asks the router for the question's place until the answer begins.
    private func tellQueue(_ generation: Generation, for principal: Principal, trace: TraceContext) async {
        while (try? await Task.sleep(for: Self.queueInterval)) != nil {
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
}
