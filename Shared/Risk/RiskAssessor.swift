/// Reads messages for danger by rules and, for what they miss, by a classifier. Deterministic, without I/O.
package struct RiskAssessor: Sendable {
    /// With all rules of the module.
    package static let shared = RiskAssessor(rules: RiskRule.all, classifier: .shipped)

    private static let mostReasons = 12

    private let search: RuleSearch
    private let classifier: RiskClassifier?

    package init(rules: [RiskRule], classifier: RiskClassifier?) {
        search = RuleSearch(rules)
        self.classifier = classifier
    }

    /// - Complexity: linear in the message.
    package func assess(_ text: String) -> RiskAssessment { assess(MessageText(text)) }

    /// Of a message that others read as well.
    package func assess(_ message: MessageText) -> RiskAssessment {
        let text = message.text
        let (findings, isExplained) = search.read(message)
        var tier = findings.map(\.tier).max() ?? 0
        var reasons = findings.map { reason($0.range, rule: $0.rule, in: text) }
        if !isExplained, let classifier, let evidence = classifier.evidence(in: message) {
            tier = 2
            reasons.append(reason(evidence, rule: "classifier", in: text))
        }
        return RiskAssessment(
            tier: tier,
            category: RiskCategory.allCases
                .filter { category in findings.contains { $0.category == category } }
                .max { $0.urgency < $1.urgency },
            reasons: Array(reasons.sorted { ($0.start, $0.end) < ($1.start, $1.end) }.prefix(Self.mostReasons))
        )
    }

    /// Whether no rule knows the words of a message, so that the classifier is asked.
    package func isLeftToClassifier(_ text: String) -> Bool { !search.read(MessageText(text)).isExplained }

    private func reason(_ range: Range<Int>, rule: String, in text: String) -> RiskReason {
        let start = text.utf16.index(text.startIndex, offsetBy: range.lowerBound)
        let end = text.utf16.index(start, offsetBy: range.count)
        return RiskReason(start: range.lowerBound, end: range.upperBound, text: String(text[start..<end]), rule: rule)
    }
}

extension RiskCategory {
    /// Which is told where a message speaks of several.
    fileprivate var urgency: Int {
        switch self {
        case .abuseOrBullying: 1
        case .selfHarm: 2
        case .violenceThreat: 3
        }
    }
}
