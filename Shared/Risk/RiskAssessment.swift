/// Which danger to a person a message speaks of, and on what grounds.
///
/// The tiers follow the distinctions of the Columbia-Suicide Severity Rating Scale (Posner et al., American Journal of
/// Psychiatry 168, 2011); that life is felt not worth living counts as a wish to be dead (Paykel et al., British Journal
/// of Psychiatry 124, 1974). They speak of suicide only; other dangers stand beside them in `category`. It is a signal
/// for a person to look at, and no diagnosis.
package struct RiskAssessment: Equatable, Sendable, Codable {
    /// 0 nothing found, 1 distress without risk, 2 a wish to be dead, 3 thoughts of suicide, 4 intent, plan or behaviour.
    package let tier: Int
    package let category: RiskCategory?
    /// In the order of the text.
    package let reasons: [RiskReason]

    package static let none = RiskAssessment(tier: 0, category: nil, reasons: [])

    package init(tier: Int, category: RiskCategory?, reasons: [RiskReason]) {
        self.tier = tier
        self.category = category
        self.reasons = reasons
    }
}

/// A danger other than suicide.
package enum RiskCategory: String, Sendable, Codable, CaseIterable {
    case selfHarm = "self_harm"
    case violenceThreat = "violence_threat"
    case abuseOrBullying = "abuse_or_bullying"
}

/// The words that a rule stands on.
package struct RiskReason: Equatable, Sendable, Codable {
    /// In UTF-16 code units of the message.
    package let start: Int
    package let end: Int
    package let text: String
    /// The rule's name, or `classifier`.
    package let rule: String

    package init(start: Int, end: Int, text: String, rule: String) {
        self.start = start
        self.end = end
        self.text = text
        self.rule = rule
    }
}
