import Foundation
import TextAnalysis

/// An answer without a model: sentences of the passages themselves, each with its source.
package enum PassageAnswer {
    private static let mostSentences = 5
    private static let mostOfOneSource = 2
    /// Of the question's weight, beside the best sentence's.
    private static let leastShare = 0.4
    private static let longestSentence = 600
    private static let mostOpenings = 3
    /// Of a sentence that may stand for others.
    private static let leastTerms = 4

    private struct Candidate {
        let text: String
        let source: CitableSource
        let place: Int
        let terms: Set<String>

        var sentence: AnswerSentence { AnswerSentence(text: text + "\n\n", sourceIDs: ["\(source.number)"]) }
    }

    /// The sentences that have most of the question; of a question about all of it, some of everywhere. Where all was read
    /// and none has a word of the question, there are none; of passages that a search found, how the best begin.
    ///
    /// - Parameter sources: in reading order where all was read, else best first.
    package static func sentences(
        to question: String,
        from sources: [CitableSource],
        read mode: ReadingMode
    ) -> [AnswerSentence] {
        if OverviewRequest.isIn(question) { return overview(of: sources) }
        let sentences = sentences(to: question, from: sources)
        return sentences.isEmpty && mode == .search ? openings(of: sources) : sentences
    }

    /// In the order of their sources; sentences that speak to a model are left out. Empty where no sentence has a word of
    /// the question.
    private static func sentences(to question: String, from sources: [CitableSource]) -> [AnswerSentence] {
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
        return chosen.sorted { ($0.source.number, $0.place) < ($1.source.number, $1.place) }.map(\.sentence)
    }

    /// Of each fifth of the text the sentence whose words most other sentences have, too.
    private static func overview(of sources: [CitableSource]) -> [AnswerSentence] {
        let all = sources.flatMap(candidates)
        let long = all.filter { $0.terms.count >= leastTerms }
        let candidates = long.count < mostSentences ? all : long
        var counts: [String: Int] = [:]
        for term in candidates.flatMap(\.terms) { counts[term, default: 0] += 1 }
        func weight(_ candidate: Candidate) -> Double {
            candidate.terms.reduce(0) { $0 + log(Double(counts[$1] ?? 1)) } / Double(candidate.terms.count + leastTerms)
        }
        let parts = min(mostSentences, candidates.count)
        return (0..<parts).compactMap { part in
            let range = part * candidates.count / parts..<(part + 1) * candidates.count / parts
            return candidates[range].max { weight($0) < weight($1) }?.sentence
        }
    }

    private static func openings(of sources: [CitableSource]) -> [AnswerSentence] {
        sources.prefix(mostOpenings).compactMap { candidates($0).first?.sentence }
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
