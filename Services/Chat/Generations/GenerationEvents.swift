import Citations
import Daemon
import HTTPTypes
import Hummingbird
import InferenceClient
import NIOCore

/// A generation as server-sent events: `start`, `help` where an earlier question speaks of danger, `entities` of the
/// question, `queued`…, `sources` in a conversation with documents, `delta`…, `entities` of the answer, then `done`, or `error`.
///
/// The id of an event is the number of bytes of the answer up to it, so a reader that lost the connection goes on
/// from there.
struct GenerationEvents: Sendable {
    struct Delta: Encodable {
        let text: String
    }

    struct Done: Encodable {
        let messageID: String
        let finishReason: String?
        let usage: TokenUsage?
        let model: String?
        let endpoint: String?
        let leftInstitution: Bool
        let sources: [Source]
        /// In a conversation with documents.
        var sentences: [AnswerSentence]?
        var writtenBy: AnswerOrigin?
        /// How the documents were read.
        var mode: ReadingMode?
        /// The documents couldn't be asked.
        var sourcesMissing: Bool?
        let safety: Safety
    }

    struct Sources: Encodable {
        let mode: ReadingMode
        let items: [Source]
    }

    struct Queued: Encodable {
        let position: Int
    }

    struct Found: Encodable {
        let messageID: String
        let entities: [Entity]
    }

    let ids: GenerationIDs
    /// What is told of the question, after `start`.
    var question = MessageFacts()
    /// What is to come after so many bytes of the answer.
    let steps: @Sendable (Int) -> AsyncStream<Generation.Step>
    let requestID: String
    let language: Language

    /// - Parameter offset: bytes of the answer that the reader already has; `nil` begins with `start`.
    func response(after offset: Int? = nil) -> Response {
        let steps = steps(offset ?? 0)
        return Response(
            status: .ok,
            headers: .eventStream,
            body: ResponseBody { writer in
                if offset == nil { try await writer.write(start) }
                for await step in steps {
                    try await writer.write(bytes(step))
                }
                try await writer.finish(nil)
            }
        )
    }

    private var start: ByteBuffer {
        var events = event("start", id: 0, ids)
        if let help = question.help { events.writeImmutableBuffer(event("help", id: 0, help)) }
        if let id = ids.questionID { events.writeImmutableBuffer(found(question.entities, in: id, id: 0)) }
        return events
    }

    /// Nothing where nothing was found.
    private func found(_ entities: [Entity], in message: String, id: Int) -> ByteBuffer {
        entities.isEmpty ? ByteBuffer() : event("entities", id: id, Found(messageID: message, entities: entities))
    }

    /// Never inlined: what it needs for a moment would be part of each reader's task for as long as it reads (23 KiB).
    @inline(never)
    private func bytes(_ step: Generation.Step) -> ByteBuffer {
        switch step {
        case .ping: ServerSentEvent.ping
        case .queued(let position): event("queued", id: 0, Queued(position: position))
        case .sources(let items, let mode): event("sources", id: 0, Sources(mode: mode, items: items))
        case .delta(let text, let end): event("delta", id: end, Delta(text: text))
        case .ended(let outcome): ending(outcome)
        }
    }

    private func ending(_ outcome: GenerationOutcome) -> ByteBuffer {
        let id = outcome.text.utf8.count
        if let failure = outcome.failure {
            return event("error", id: id, failure.problem.body(requestID: requestID, language: language))
        }
        var events = found(outcome.facts.entities, in: ids.messageID, id: id)
        events.writeImmutableBuffer(event("done", id: id, Done(ids.messageID, outcome)))
        return events
    }

    private func event(_ name: String, id: Int, _ data: some Encodable & Sendable) -> ByteBuffer {
        ServerSentEvent(name: name, id: id, data: data).bytes
    }
}

extension GenerationEvents.Done {
    init(_ messageID: String, _ outcome: GenerationOutcome) {
        self.init(
            messageID: messageID,
            finishReason: outcome.status == .stopped ? "stopped" : outcome.finishReason,
            usage: outcome.usage,
            model: outcome.model,
            endpoint: outcome.endpoint,
            leftInstitution: outcome.leftInstitution ?? false,
            sources: outcome.facts.sources,
            sentences: outcome.facts.sentences,
            writtenBy: outcome.facts.writtenBy,
            mode: outcome.facts.mode,
            sourcesMissing: outcome.facts.sourcesMissing,
            safety: outcome.facts.safety ?? .allow
        )
    }
}
