import Daemon
import FoundationEssentials
import Hummingbird

/// What was said in one conversation with the help desk, oldest first, for a page that is opened again.
struct HelpDeskHistory: ResponseEncodable, Sendable {
    struct Turn: Encodable, Sendable {
        enum Role: String, Encodable, Sendable {
            case user, assistant
        }

        let role: Role
        let text: String
        let at: Date
        /// As it was shown then; only an answer has one.
        let card: JSONValue?
    }

    struct Municipality: Encodable, Sendable {
        let code: String
        let country: String?
    }

    let sessionID: String
    /// The one that was spoken of last.
    let municipality: Municipality?
    let turns: [Turn]

    /// Where nothing was said.
    init(_ name: String) {
        sessionID = name
        municipality = nil
        turns = []
    }

    /// - Parameter turns: the text of an answer is what a model said, else the card in words.
    init(_ session: HelpDeskSession, _ turns: [HelpDeskTurn]) {
        sessionID = session.label
        municipality = session.code.map { Municipality(code: $0, country: session.country) }
        self.turns = turns.flatMap { turn in
            [
                Turn(role: .user, text: turn.question, at: turn.askedAt, card: nil),
                Turn(role: .assistant, text: turn.explanation ?? turn.answer, at: turn.askedAt, card: turn.card),
            ]
        }
    }
}
