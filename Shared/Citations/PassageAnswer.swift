import Foundation
import TextAnalysis

/// An answer without a model: the sentences of the best passages that have most of the question, each with its source.
package enum PassageAnswer {
    private static let mostSentences = 5
    private static let mostOfOneSource = 2
    /// Of the question's weight, beside the best sentence's.
    private static let leastShare = 0.4
    private static let longestSentence = 600
    private static let mostOpenings = 3

    private struct Candidate {
        let text: String
        let source: CitableSource
        let place: Int
        let terms: Set<String>
    }

    /// Best first as the sources are; sentences that speak to a model are left out. Empty where no sentence has a word of
    /// the question.
    ///
    /// - Parameter sources: best first.
    package static func sentences(to question: String, from sources: [CitableSource]) -> [AnswerSentence] {
        let candidates = sources.flatMap(candidates)
        let wanted = Analyzer.allCases.reduce(into: Set<String>()) { wanted, analyzer in
            wanted.formUnion(StatedWords(question, analyzer: analyzer).terms)
        }
        var weights: [String: Double] = [:]
        for term in wanted {
            let count = candidates.count { $0.terms.contains(term) }
            if count > 0 { weights[term] = 0.2 + log(Double(candidates.count + 1) / Double(count)) }
        }
        let scored = candidates.map { candidate in
            (candidate, candidate.terms.reduce(0) { $0 + (weights[$1] ?? 0) })
        }
        guard let best = scored.map(\.1).max(), best > 0 else { return [] }
        var taken: [Int: Int] = [:]
        var chosen: [Candidate] = []
        for (candidate, score) in scored.sorted(by: { $0.1 > $1.1 }) where score >= best * leastShare {
            guard chosen.count < mostSentences else { break }
            let isNew = !chosen.contains { $0.text == candidate.text }
            guard isNew, taken[candidate.source.number, default: 0] < mostOfOneSource else { continue }
            taken[candidate.source.number, default: 0] += 1
            chosen.append(candidate)
        }
        return chosen.sorted { ($0.source.number, $0.place) < ($1.source.number, $1.place) }.map { candidate in
            AnswerSentence(text: candidate.text + "\n\n", sourceIDs: ["\(candidate.source.number)"])
        }
    }

    /// How the best passages begin, where none has a word of the question itself.
    ///
    /// - Parameter sources: best first.
    package static func openings(of sources: [CitableSource]) -> [AnswerSentence] {
        sources.prefix(mostOpenings).compactMap { source in
            candidates(source).first.map { AnswerSentence(text: $0.text + "\n\n", sourceIDs: ["\(source.number)"]) }
        }
    }

    private static func candidates(_ source: CitableSource) -> [Candidate] {
        let analyzer = Analyzer.guess(source.text)
        var offset = 0
        var candidates: [Candidate] = []
        for sentence in SentenceSplitter.split(source.text) {
            let range = offset..<offset + sentence.utf16.count
            offset = range.upperBound
            guard !source.instructions.contains(where: { $0.overlaps(range) }) else { continue }
            let words = sentence.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            guard words.contains(where: \.isLetter) else { continue }
            let text = words.count > longestSentence ? words.prefix(longestSentence) + "…" : words
            let terms = StatedWords(words, analyzer: analyzer).terms
            candidates.append(Candidate(text: text, source: source, place: range.lowerBound, terms: terms))
        }
        return candidates
    }
}
