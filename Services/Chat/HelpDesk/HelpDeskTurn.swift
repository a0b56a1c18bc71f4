import Daemon
import FoundationEssentials
import Persistence

/// A question with its answer.
struct HelpDeskTurn: Sendable {
    let question: String
    /// The card in words.
    let answer: String
    /// As it crossed the wire.
    let card: JSONValue
    /// What a model said around it.
    var explanation: String?
    let askedAt: Date

    /// All that was answered, in words.
    var wholeAnswer: String { [answer, explanation].compactMap { $0 }.joined(separator: "\n\n") }
}

struct HelpDeskTurnRow: RowDecodable {
    let id: String
    let question: EncryptedText
    let answer: EncryptedText
    let card: EncryptedText
    let explanation: EncryptedText?
    let askedAt: Date

    init(row: Row) throws {
        id = try row.get("id")
        question = try row.get("question")
        answer = try row.get("answer")
        card = try row.get("card")
        explanation = try row.get("explanation")
        askedAt = try row.get("asked_at")
    }

    func turn(_ keyring: Keyring) throws -> HelpDeskTurn {
        HelpDeskTurn(
            question: try question.text(for: id, by: keyring),
            answer: try answer.text(for: id, by: keyring),
            card: try card.decoded(for: id, by: keyring),
            explanation: try explanation?.text(for: id, by: keyring),
            askedAt: askedAt
        )
    }
}
