import Citations
import Identity
import InferenceClient
import SuiteProtocol

/// What a model wrote, as far as it may be shown.
struct CitedText: Sendable {
    var sentences: [AnswerSentence] = []
    var model: String?
    var leftInstitution = false
    /// The model said that the sources have no answer.
    var hasNoAnswer = false
    /// It broke off after it had begun.
    var isInterrupted = false
}

/// Has a model write, and reads what it writes sentence by sentence.
struct CitedStream: Sendable {
    /// Characters after which an answer is ended, as a model that never stops would go on.
    private static let longest = 60_000

    let inference: InferenceClient
    let context: AuthenticatedContext

    /// - Parameter emit: is given each sentence that may be shown.
    /// - Throws: `InferenceError` where nothing was written.
    func read(
        _ request: ChatRequest,
        _ reader: AnswerReader,
        _ emit: (AnswerSentence) async throws -> Void
    ) async throws -> CitedText {
        var (text, reader, length) = (CitedText(), reader, 0)
        let stream = try await inference.stream(
            request,
            dataClass: .internal,
            actingFor: context.principal,
            trace: context.trace
        )
        text.leftInstitution = stream.leftInstitution
        func take(_ sentences: [AnswerSentence]) async throws {
            for sentence in sentences where !text.hasNoAnswer {
                if sentence.text.contains(SourcePrompt.noAnswer) {
                    text.hasNoAnswer = text.sentences.isEmpty
                    continue
                }
                text.sentences.append(sentence)
                try await emit(sentence)
            }
        }
        do {
            for try await chunk in stream {
                text.model = chunk.model ?? text.model
                length += chunk.text.count
                try await take(reader.pass(chunk.text))
                if text.hasNoAnswer || length > Self.longest { break }
            }
        } catch InferenceError.interrupted where length > 0 {
            text.isInterrupted = true
        }
        try await take(reader.finish())
        return text
    }
}
