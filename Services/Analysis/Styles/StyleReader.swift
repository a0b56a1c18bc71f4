import Risk
import TextAnalysis

/// Reads a message's style from its wording alone; deterministic, without I/O.
package struct StyleReader: Sendable {
    /// What a style must reach, and by how much it must lead, to stand out.
    private static let enough = 1.0
    private static let lead = 0.25
    private static let mostEvidence = 5

    private let rules: [StyleRule]
    private let search: WordingSearch

    package init() {
        rules = StyleRule.all
        search = WordingSearch(rules.map(\.wordings), classes: StyleWords.classes)
    }

    package func read(_ text: String) -> StyleReading { read(MessageText(text)) }

    /// Of a message that others read as well.
    package func read(_ written: MessageText) -> StyleReading {
        let (text, tokens) = (written.text, written.tokens)
        let message = search.read(written)
        let matches = distinct(search.matches(in: message).filter { !search.isDenied($0, in: message) })
        var scores: [CommunicationStyle: Double] = [:]
        for match in matches { scores[rules[match.rule].style, default: 0] += rules[match.rule].weight }
        let shouted = Shouting.range(in: tokens, of: text)
        if shouted != nil { scores[.aggressive, default: 0] += Shouting.weight }
        let ranked = scores.sorted { $0.value > $1.value }
        guard let first = ranked.first, first.value >= Self.enough,
            ranked.count < 2 || first.value - ranked[1].value >= Self.lead
        else {
            return .none
        }
        var evidence = matches.filter { rules[$0.rule].style == first.key }
            .map { Self.evidence(message.range(of: $0.words), rule: rules[$0.rule].name, in: text) }
        if first.key == .aggressive, let shouted {
            evidence.append(Self.evidence(shouted, rule: "aggressive.shouting", in: text))
        }
        return StyleReading(
            label: first.key,
            evidence: Array(evidence.sorted { $0.start < $1.start }.prefix(Self.mostEvidence))
        )
    }

    /// A passage speaks once for each style: by its heaviest, then longest feature.
    private func distinct(_ matches: [WordingSearch.Match]) -> [WordingSearch.Match] {
        var kept: [WordingSearch.Match] = []
        let ranked = matches.sorted { one, other in
            (rules[one.rule].weight, one.words.count) > (rules[other.rule].weight, other.words.count)
        }
        for match in ranked
        where !kept.contains(where: {
            rules[$0.rule].style == rules[match.rule].style && $0.words.overlaps(match.words)
        }) {
            kept.append(match)
        }
        return kept
    }

    private static func evidence(_ range: Range<Int>, rule: String, in text: String) -> StyleEvidence {
        let start = text.utf16.index(text.startIndex, offsetBy: range.lowerBound)
        let end = text.utf16.index(start, offsetBy: range.count)
        return StyleEvidence(
            start: range.lowerBound,
            end: range.upperBound,
            text: String(text[start..<end]),
            rule: rule
        )
    }
}
