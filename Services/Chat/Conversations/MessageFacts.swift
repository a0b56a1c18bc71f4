import Citations
import Daemon
import Risk

/// What is known of a message beside its text; sealed with it.
struct MessageFacts: Codable, Equatable, Sendable {
    var entities: [Entity] = []
    /// How the question was treated.
    var safety: Safety?
    var sources: [Source] = []
    /// In a conversation with documents: each sentence with what supports it.
    var sentences: [AnswerSentence]?
    /// Whose words they are then.
    var writtenBy: AnswerOrigin?
    /// How the documents were read.
    var mode: ReadingMode?
    /// The documents couldn't be asked.
    var sourcesMissing: Bool?
    /// Which danger the question speaks of; nil where it speaks of none.
    var risk: RiskAssessment?
    /// What the person was shown at once.
    var help: HelpCard?
    /// Who wrote it, where a tutor did.
    var tutor: Tutor?
}

/// Who wrote an answer that stands on documents.
enum AnswerOrigin: String, Codable, Equatable, Sendable {
    case model
    /// No model: the best passages' own sentences.
    case passages
}

/// Reads messages by rules, before and after any model.
struct MessageReading: Sendable {
    let entities: EntityExtractor
    let promptGuard: PromptGuard
    let risk: RiskAssessor
    let support: SupportDirectory

    /// Danger first, before anything else is looked at.
    func facts(ofQuestion text: String, in language: Language) async -> MessageFacts {
        let (risk, help) = await danger(in: text, language)
        return MessageFacts(
            entities: entities.entities(in: text),
            safety: promptGuard.judge(text),
            risk: risk,
            help: help
        )
    }

    func danger(in text: String, _ language: Language) async -> (RiskAssessment?, HelpCard?) {
        let risk = risk.assess(text)
        if risk.isDanger { await support.askIfUnknown() }
        return (risk == .none ? nil : risk, HelpCard(risk, support.support, in: language))
    }
}
