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

    let sessionID: String
    let turns: [Turn]

    /// - Parameter turns: the text of an answer is what a model said, else the card in words.
    init(_ session: String, _ turns: [HelpDeskTurn]) {
        sessionID = session
        self.turns = turns.flatMap { turn in
            [
                Turn(role: .user, text: turn.question, at: turn.askedAt, card: nil),
                Turn(role: .assistant, text: turn.explanation ?? turn.answer, at: turn.askedAt, card: turn.card),
            ]
        }
    }
}
