import Foundation
import Risk

/// What an alert is raised for, or grows by.
struct AlertCause: Sendable {
    /// Rules of alerts that stand on no words.
    static let askedForHelp = "asked_for_help"
    static let unanswered = "unanswered"

    let student: String
    /// Nil where they were in none.
    let conversationID: String?
    let at: Date
    let tier: Int
    let category: RiskCategory?
    let rules: [String]
    /// Empty where no words are behind it.
    let excerpt: String
    /// Nil for what no message is behind.
    let messageID: String?
    /// They pressed «Avisar a una persona», or wrote to a tutor who didn't answer.
    let wantsPerson: Bool

    init(_ signal: Signal, of message: ToldMessage) {
        student = message.student
        conversationID = message.conversationID
        at = message.createdAt
        (tier, category, rules, excerpt) = (signal.tier, signal.category, signal.rules, signal.excerpt)
        messageID = message.id
        wantsPerson = false
    }

    /// Without a word of theirs.
    ///
    /// - Parameter rule: `askedForHelp` or `unanswered`.
    init(_ rule: String, student: String, conversationID: String?, at date: Date) {
        self.student = student
        self.conversationID = conversationID
        at = date
        (tier, category, rules, excerpt) = (0, nil, [rule], "")
        messageID = nil
        wantsPerson = true
    }
}
