/// How a message is to be treated, decided before any model reads it.
package struct Safety: Codable, Equatable, Sendable {
    package enum Action: String, Codable, Sendable {
        case allow
        /// A model answers, with the message quoted as data under a hardened instruction.
        case answerSafely = "answer_safely"
        /// No model reads it.
        case block
    }

    package enum Reason: String, Codable, CaseIterable, Sendable {
        case injection, encoded, exfiltration, markup
        case rolePlay = "role_play"
        case promptExtraction = "prompt_extraction"
        case fakeSystem = "fake_system"
    }

    package let action: Action
    package let reason: Reason?

    package static let allow = Safety(action: .allow, reason: nil)

    package init(action: Action, reason: Reason?) {
        self.action = action
        self.reason = reason
    }
}
