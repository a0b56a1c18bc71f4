import Citations
import Daemon
import Hummingbird
import Identity
import InferenceClient
import SuiteProtocol

extension ChatController {
    /// The whole answer, where no stream was wanted.
    struct Answer: ResponseEncodable {
        let conversationID: String
        /// Of the answer; of the question where a tutor answers.
        let messageID: String
        /// Absent where a tutor answers.
        let generationID: String?
        let text: String
        let finishReason: String?
        let usage: TokenUsage?
        let model: String?
        let endpoint: String?
        let leftInstitution: Bool
        let sources: [Source]
        /// In a conversation with documents.
        let sentences: [AnswerSentence]?
        let writtenBy: AnswerOrigin?
        let mode: ReadingMode?
        let safety: Safety
        let entities: [Entity]
        let responder: Responder
        /// What somebody in danger is shown.
        let help: HelpCard?
    }

    func whole(_ generation: Generation) async throws -> Answer {
        for await case .ended(let outcome) in generation.steps() {
            if let failure = outcome.failure { throw failure }
            return Answer(
                conversationID: generation.start.conversationID,
                messageID: generation.start.messageID,
                generationID: generation.start.generationID,
                text: outcome.text,
                finishReason: outcome.status == .stopped ? "stopped" : outcome.finishReason,
                usage: outcome.usage,
                model: outcome.model,
                endpoint: outcome.endpoint,
                leftInstitution: outcome.leftInstitution ?? false,
                sources: outcome.facts.sources,
                sentences: outcome.facts.sentences,
                writtenBy: outcome.facts.writtenBy,
                mode: outcome.facts.mode,
                safety: outcome.facts.safety ?? .allow,
                entities: outcome.facts.entities,
                responder: .assistant,
                help: generation.start.question.help
            )
        }
        throw GenerationFailure.interrupted
    }

    /// A message that a tutor reads: there is no answer yet.
    func whole(_ message: DeliveredMessage) -> Answer {
        Answer(
            conversationID: message.conversationID,
            messageID: message.messageID,
            generationID: nil,
            text: "",
            finishReason: DeliveredMessage.finishReason,
            usage: nil,
            model: nil,
            endpoint: nil,
            leftInstitution: false,
            sources: [],
            sentences: nil,
            writtenBy: nil,
            mode: nil,
            safety: message.facts.safety ?? .allow,
            entities: [],
            responder: .tutor,
            help: message.facts.help
        )
    }
}
