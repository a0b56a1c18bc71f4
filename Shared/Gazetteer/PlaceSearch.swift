import TextAnalysis

/// The place that a question is about: one, some to choose from, or none.
package struct PlaceSearch: Sendable {
    package enum Decision: String, Codable, Sendable {
        case match, choose, none
    }

    package let decision: Decision
    /// The likeliest first, each place once.
    package let items: [PlaceMention.Candidate]
    /// The place elsewhere that is meant, where one is: an index among the gazetteer's names.
    package let outside: Int?

    /// A place is given as the answer from this score on,
    package static let certain = 0.96
    /// and where the next one is this far behind.
    package static let margin = 0.4
    /// What scores less isn't worth choosing.
    package static let least = 0.05
    /// A text is taken to speak of a place from this score on.
    private static let meant = 0.5

    /// - Parameters:
    ///   - isTyping: whether the last word may be only begun.
    ///   - isAllowed: which places count.
    package init(
        _ text: String,
        in gazetteer: Gazetteer,
        isTyping: Bool = false,
        where isAllowed: (Int) -> Bool = { _ in true }
    ) {
        let found = gazetteer.mentions(in: text, isTyping: isTyping, where: isAllowed)
        let mentions = NegatedPlaces.marked(Self.withoutElsewhere(found, text, gazetteer), in: text)
        func kind(_ mention: PlaceMention) -> PlaceName.Kind { gazetteer.names[mention.candidates[0].name].kind }
        let meant = mentions.filter { $0.score >= Self.meant && kind($0) != .region }
        let named = meant.filter { !$0.isNegated && !kind($0).isOutside }
        if named.isEmpty {
            outside = meant.first { kind($0).isOutside }?.candidates[0].name
            let rest = meant.isEmpty ? mentions.filter { kind($0) != .region } : meant
            let likeliest = rest.max { $0.score < $1.score }.map { Self.inside($0, gazetteer) } ?? []
            items = likeliest.filter { $0.score >= Self.least }
            decision = items.isEmpty || outside != nil ? .none : .choose
        } else {
            outside = nil
            items = Self.joined(named.map { Self.inside($0, gazetteer) }).filter { $0.score >= Self.least }
            let next = items.count > 1 ? items[1].score : 0
            let isSure = items.first.map { $0.score >= Self.certain && $0.score - next >= Self.margin } ?? false
            decision = items.isEmpty ? .none : isSure ? .match : .choose
        }
    }

    /// The places that a text speaks of, in the order in which they stand; those that it denies are marked.
    package static func mentions(in text: String, of gazetteer: Gazetteer) -> [PlaceMention] {
        let found = withoutElsewhere(gazetteer.mentions(in: text), text, gazetteer)
        return NegatedPlaces.marked(found, in: text).compactMap { mention in
            var mention = mention
            mention.candidates = inside(mention, gazetteer)
            return mention.score >= meant ? mention : nil
        }
    }

    private static func inside(_ mention: PlaceMention, _ gazetteer: Gazetteer) -> [PlaceMention.Candidate] {
        mention.candidates.filter { gazetteer.names[$0.name].kind.isInside }
    }

    /// «Colón, Entre Ríos» is not the Colón of here.
    private static func withoutElsewhere(
        _ mentions: [PlaceMention],
        _ text: String,
        _ gazetteer: Gazetteer
    ) -> [PlaceMention] {
        var kept = mentions
        for index in mentions.indices.dropFirst().reversed() {
            let mention = mentions[index]
            let name = gazetteer.names[mention.candidates[0].name]
            guard name.kind == .outsideRegion, mention.score >= meant else { continue }
            let between = foldedWords(
                String(utf16(text, mentions[index - 1].range.upperBound..<mention.range.lowerBound))
            )
            if between.allSatisfy({ belongings.contains($0.bytes) }) { kept.remove(at: index - 1) }
        }
        return kept
    }

    private static let belongings = Set(
        ["de", "en", "la", "provincia", "prov", "pcia", "estado"].map { Array($0.utf8) }
    )

    /// Places that several mentions may mean are what they all mean: «San José, Coronel Suárez».
    private static func joined(_ mentions: [[PlaceMention.Candidate]]) -> [PlaceMention.Candidate] {
        guard mentions.count > 1 else { return mentions.first ?? [] }
        var best: [Int: PlaceMention.Candidate] = [:]
        var product: [Int: Double] = [:]
        for candidates in mentions {
            for candidate in candidates where best[candidate.place].map({ $0.score < candidate.score }) ?? true {
                best[candidate.place] = candidate
            }
        }
        for place in best.keys {
            product[place] = mentions.reduce(1) { $0 * ($1.first { $0.place == place }?.score ?? unlikely) }
        }
        let all = product.values.reduce(0, +)
        return best.values
            .map { candidate in
                var candidate = candidate
                candidate.score = min(candidate.score, (product[candidate.place] ?? 0) / all)
                return candidate
            }
            .sorted { ($1.score, $0.name) < ($0.score, $1.name) }
    }

    /// That a mention means a place which isn't among its candidates.
    private static let unlikely = 0.001
}

/// A part of a text by UTF-16 code units.
func utf16(_ text: String, _ range: Range<Int>) -> Substring {
    let start = String.Index(utf16Offset: min(range.lowerBound, text.utf16.count), in: text)
    let end = String.Index(utf16Offset: min(max(range.lowerBound, range.upperBound), text.utf16.count), in: text)
    return text[start..<end]
}
