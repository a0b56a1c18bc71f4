/// Weighs what rules find in a message by what stands around it.
struct RuleSearch: Sendable {
    /// What a rule says of a message, after its context.
    struct Finding: Sendable {
        let rule: String
        let tier: Int
        let category: RiskCategory?
        /// In UTF-16 code units.
        let range: Range<Int>
    }

    private typealias Match = WordingSearch.Match

    private let rules: [RiskRule]
    private let search: WordingSearch

    init(_ rules: [RiskRule]) {
        self.rules = rules
        search = WordingSearch(
            rules.map(\.wordings),
            classes: WordClasses.all,
            mistyped: WordClasses.oftenMistyped
        )
    }

    /// What rules find, and whether they know the words of the message at all: what they explain as a figure of speech,
    /// or find denied, is explained too.
    func read(_ text: MessageText) -> (findings: [Finding], isExplained: Bool) {
        let message = search.read(text, readsAccents: true)
        let matches = search.matches(in: message)
        let context = matches.filter { rules[$0.rule].effect.isContext }
        let meant = matches.filter { match in
            let rule = rules[match.rule]
            return !rule.effect.isContext
                && (rule.traits.contains(.unnegatable) || !search.isDenied(match, in: message))
        }
        let findings = WordingSearch.longest(meant).compactMap { finding($0, among: context, in: message) }
        return (findings, matches.contains { rules[$0.rule].effect.isExplanation })
    }

    private func finding(_ match: Match, among context: [Match], in message: MessageWords) -> Finding? {
        let rule = rules[match.rule]
        let first = message.words[match.words.lowerBound]
        func stands(_ effect: RiskRule.Effect, where isNear: (Range<Int>) -> Bool) -> Bool {
            context.contains { rules[$0.rule].effect == effect && isNear($0.words) }
        }
        let overlaps = { (words: Range<Int>) in words.overlaps(match.words) }
        let isInSentence = { (words: Range<Int>) in message.words[words.lowerBound].sentence == first.sentence }
        let introduces = { (words: Range<Int>) in
            isInSentence(words) && (words.upperBound <= match.words.lowerBound || first.isQuoted)
        }
        if stands(.figure, where: overlaps) { return nil }
        if !rule.traits.contains(.aboutAnother), stands(.quotation, where: introduces) { return nil }
        let isLaughing = stands(.laughter) { _ in true }
        var (tier, category) = rule.effect.danger
        if category == .violenceThreat, isLaughing { return nil }
        if tier > 1, stands(.softening, where: overlaps) { tier = 1 }
        if tier > 1, stands(.longAgo, where: isInSentence), !stands(.present, where: overlaps) {
            tier = tier == 4 ? 3 : 1
        }
        if tier == 2, isLaughing { tier = 1 }
        return Finding(rule: rule.name, tier: tier, category: category, range: message.range(of: match.words))
    }
}

extension RiskRule.Effect {
    fileprivate var danger: (tier: Int, category: RiskCategory?) {
        switch self {
        case .tier(let tier): (tier, nil)
        case .danger(let category): (0, category)
        default: (0, nil)
        }
    }

    fileprivate var isContext: Bool { danger == (0, nil) }

    fileprivate var isExplanation: Bool { !isContext || self == .figure || self == .quotation }
}
