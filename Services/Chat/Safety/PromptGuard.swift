/// Decides how a message is treated before any model reads it: by rules on its text and on what its disguises hide.
package struct PromptGuard: Sendable {
    private let rules: PromptRules

    /// Points from which a message is answered as quoted data, and from which it reaches no model.
    private static let suspicious = 3
    private static let hostile = 7

    package init(rules: PromptRules) { self.rules = rules }

    package func judge(_ text: String) -> Safety {
        let plain = rules.score(text)
        var worst = plain
        let readings = Disguise.undone(text)
        for score in readings.map(rules.score) + ([text] + readings).compactMap(rules.scoreOfJoinedWords) {
            guard score.points > worst.points else { continue }
            worst = score
            // Plain words that say the same need no such name.
            if plain.points < Self.suspicious { worst.reason = .encoded }
        }
        switch worst.points {
        case Self.hostile...: return Safety(action: .block, reason: worst.reason)
        case Self.suspicious...: return Safety(action: .answerSafely, reason: worst.reason)
        default: return .allow
        }
    }
}
