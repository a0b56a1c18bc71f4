import Hummingbird

/// The whole answer, where no stream was wanted.
struct HelpDeskAnswer: ResponseEncodable, Sendable {
    let sessionID: String
    let response: String
    let municipio: HelpDeskCard.Municipality?
    let candidates: [Consultation.Candidate]
    let sources: [HelpDeskCard.Source]
    let intent: HelpDeskIntent
    let unanswered: Bool
    let help: HelpCard?

    init(_ card: HelpDeskCard, _ response: String) {
        sessionID = card.sessionID
        self.response = response
        municipio = card.municipio
        candidates = card.candidates
        sources = card.sources
        intent = card.intent
        unanswered = card.unanswered
        help = card.help
    }
}
