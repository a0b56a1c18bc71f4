import Citations
import InferenceClient
import Synchronization

/// How a generation ended.
struct GenerationOutcome: Sendable, Equatable {
    var text = ""
    var status = Message.Status.complete
    var model: String?
    var endpoint: String?
    /// What the person wrote was sent to a service outside.
    var leftInstitution: Bool?
    var finishReason: String?
    var usage: TokenUsage?
    var facts = MessageFacts()
    /// Why there is no answer, or only a part of one.
    var failure: GenerationFailure?
}

/// An answer while it is being written. It belongs to the server: readers come and go, it goes on.
final class Generation: Sendable {
    enum Step: Sendable, Equatable {
        /// The question waits for a model, at this place from 1.
        case queued(Int)
        /// What the answer may stand on.
        case sources([Source], ReadingMode)
        /// Nothing is new, and the connection lives.
        case ping
        /// `end`: UTF-8 bytes of the answer up to and with this text.
        case delta(String, end: Int)
        indirect case ended(GenerationOutcome)
    }

    private typealias Reader = AsyncStream<Step>.Continuation

    private struct State {
        var text: String
        var place: Int?
        var sources: Step?
        var outcome: GenerationOutcome?
        var readers: [Int: Reader] = [:]
        var nextReader = 0
    }

    let start: GenerationStart
    let owner: String
    private let state: Mutex<State>

    init(_ start: GenerationStart, owner: String) {
        self.start = start
        self.owner = owner
        state = Mutex(State(text: start.context.written))
    }

    var text: String { state.withLock { $0.text } }

    /// Nothing has been written yet, beside what was there before.
    private func isWaiting(_ state: State) -> Bool { state.text.utf8.count == start.context.written.utf8.count }

    /// Tells the place in the queue where it is another than before; an answer that has begun waits no more.
    func wait(at place: Int) {
        let readers = state.withLock { state -> [Reader] in
            guard isWaiting(state), state.place != place else { return [] }
            state.place = place
            return Array(state.readers.values)
        }
        tell(.queued(place), to: readers)
    }

    func cite(_ sources: [Source], read mode: ReadingMode) {
        let step = Step.sources(sources, mode)
        let readers = state.withLock { state in
            state.sources = step
            return Array(state.readers.values)
        }
        tell(step, to: readers)
    }

    func ping() {
        tell(.ping, to: state.withLock { Array($0.readers.values) })
    }

    func append(_ text: String) {
        let (readers, end) = state.withLock { state in
            state.text += text
            return (Array(state.readers.values), state.text.utf8.count)
        }
        tell(.delta(text, end: end), to: readers)
    }

    func end(_ outcome: GenerationOutcome) {
        let readers = state.withLock { state in
            defer { state.readers = [:] }
            state.outcome = outcome
            return Array(state.readers.values)
        }
        tell(.ended(outcome), to: readers)
        for reader in readers { reader.finish() }
    }

    /// Not under the lock: a reader that leaves takes it while its task is locked, and to wake that task locks the task.
    private func tell(_ step: Step, to readers: [Reader]) {
        for reader in readers { reader.yield(step) }
    }

    /// What is still to come after `offset` bytes of the answer, from the first byte that the reader lacks.
    func steps(after offset: Int = 0) -> AsyncStream<Step> {
        let (stream, continuation) = AsyncStream.makeStream(of: Step.self)
        state.withLock { state in
            if isWaiting(state), let place = state.place { continuation.yield(.queued(place)) }
            if let sources = state.sources { continuation.yield(sources) }
            let missing = state.text.utf8.dropFirst(offset)
            if !missing.isEmpty {
                continuation.yield(.delta(String(decoding: missing, as: UTF8.self), end: state.text.utf8.count))
            }
            if let outcome = state.outcome {
                continuation.yield(.ended(outcome))
                continuation.finish()
                return
            }
            let reader = state.nextReader
            state.nextReader += 1
            state.readers[reader] = continuation
            continuation.onTermination = { [weak self] _ in
                self?.state.withLock { $0.readers[reader] = nil }
            }
        }
        return stream
    }
}
