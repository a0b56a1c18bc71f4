import Foundation
import Synchronization

/// Names of places, and the places that a text names, with how likely each is.
///
/// A noisy channel: what a name costs to become what was written (slips, sounds, words left out) against what the words
/// cost as no name at all. Candidates come from words that are near, so that a look-up reads few of the names.
package final class Gazetteer: Sendable {
    package let names: [PlaceName]
    private let index: NameIndex
    /// What a larger gazetteer takes from each name's prior.
    private let size: Float
    private let idle = Mutex<[Scratch]>([])

    private static let mostPostings = 10_000
    private static let mostCandidates = 64
    private static let mostAlternatives = 24

    package init(_ names: [PlaceName]) {
        self.names = names
        index = NameIndex(names)
        size = max(0, log(Float(max(index.count, 1)) / 1_100))
    }

    /// The places that a text names, in the order in which they stand.
    ///
    /// - Parameters:
    ///   - isTyping: whether the last word may be only begun.
    ///   - isAllowed: which places count.
    package func mentions(
        in text: String,
        isTyping: Bool = false,
        where isAllowed: (Int) -> Bool = { _ in true }
    ) -> [PlaceMention] {
        let words = foldedWords(text)
        guard !words.isEmpty else { return [] }
        let scratch = idle.withLock { $0.popLast() } ?? Scratch(index)
        defer { idle.withLock { $0.append(scratch) } }
        var found: [PlaceMention] = []
        for piece in pieces(of: words) {
            found += mentions(in: piece, isTyping: isTyping, isAllowed, scratch)
        }
        return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// A long text a few sentences at a time.
    private func pieces(of words: [FoldedWord]) -> [[FoldedWord]] {
        var pieces: [[FoldedWord]] = []
        var piece: [FoldedWord] = []
        for word in words {
            if piece.count >= 48 || piece.count >= 20 && word.opening != .space {
                pieces.append(piece)
                piece = []
            }
            piece.append(word)
        }
        return pieces + [piece]
    }

    private func mentions(
        in words: [FoldedWord],
        isTyping: Bool,
        _ isAllowed: (Int) -> Bool,
        _ scratch: Scratch
    ) -> [PlaceMention] {
        scratch.clear()
        let reading = Reading(words, in: index.lexicon, isTyping: isTyping, scratch)
        let aligner = Aligner(index: index, reading: reading, scratch: scratch)
        var alignments: [Alignment] = []
        for row in candidateRows(reading, scratch) { aligner.alignments(of: row) { alignments.append($0) } }
        let context = Context(reading, names: alignments.filter(isSure).map(\.letters))
        for index in alignments.indices { alignments[index].gain += context.support(for: alignments[index]) - size }
        alignments.removeAll { $0.gain <= 2 }
        alignments.sort { $0.gain > $1.gain }
        return grouped(alignments).map { mention($0, reading, isAllowed) }.filter { !$0.candidates.isEmpty }
    }

    /// Whether it's a name beyond doubt, so that what stands beside it may be one as well: «Mercedes, Buenos Aires».
    private func isSure(_ alignment: Alignment) -> Bool {
        guard alignment.likeness <= .abbreviated, !alignment.isPartial else { return false }
        return !alignment.isOrdinary
            || index.names(of: alignment.row).contains { [.region, .outsideRegion].contains(names[Int($0)].kind) }
    }

    /// The rows whose words were found, those first that were found most whole.
    private func candidateRows(_ reading: Reading, _ scratch: Scratch) -> [Int] {
        var found: [(word: UInt32, weight: Float)] = []
        for word in scratch.foundWords {
            var number = scratch.firstAtom[Int(word)]
            var cost = Float.infinity
            while number >= 0 {
                cost = min(cost, reading.atoms[Int(number)].cost)
                number = reading.atoms[Int(number)].next
            }
            found.append((word, max(0.1, index.weights[Int(word)] - cost)))
        }
        found.sort { $0.weight > $1.weight }
        var postings = 0
        for (word, weight) in found {
            let rows = index.rows(with: word)
            if postings > 0, postings + rows.count > Self.mostPostings { continue }
            postings += rows.count
            scratch.add(weight, to: rows)
        }
        var best = BoundedBest(Self.mostCandidates)
        let evidence = scratch.evidence
        for row in scratch.touched { best.add(row, 2 * evidence[Int(row)] - index.totals[Int(row)]) }
        return best.items.map { Int($0.row) }
    }

    /// Alignments that overlap speak of the same; the best of them comes first.
    private func grouped(_ alignments: [Alignment]) -> [[Alignment]] {
        var groups: [[Alignment]] = []
        for alignment in alignments {
            if let group = groups.firstIndex(where: { $0[0].letters.overlaps(alignment.letters) }) {
                if groups[group].count < Self.mostAlternatives { groups[group].append(alignment) }
            } else {
                groups.append([alignment])
            }
        }
        return groups
    }

    private func mention(_ group: [Alignment], _ reading: Reading, _ isAllowed: (Int) -> Bool) -> PlaceMention {
        var likeliest: [Int: (candidate: PlaceMention.Candidate, weight: Double)] = [:]
        // The name's words without a place in mind weigh 1.
        var total = 1.0
        for alignment in group {
            for name in index.names(of: alignment.row) {
                let entry = names[Int(name)]
                guard isAllowed(entry.place) else { continue }
                let weight = exp(Double(alignment.gain + entry.kind.prior))
                let known = likeliest[entry.place]
                if let known, known.weight >= weight { continue }
                total += weight - (known?.weight ?? 0)
                let candidate = PlaceMention.Candidate(
                    place: entry.place,
                    name: Int(name),
                    score: 0,
                    reason: Self.reason(alignment, entry.kind)
                )
                likeliest[entry.place] = (candidate, weight)
            }
        }
        let candidates = likeliest.values.map { likely in
            var candidate = likely.candidate
            candidate.score = Calibration.score(likely.weight / total)
            return candidate
        }
        let words =
            reading.wordOfLetter[group[0].letters.lowerBound]...reading.wordOfLetter[group[0].letters.upperBound - 1]
        return PlaceMention(
            range: reading.words[words.lowerBound].range.lowerBound..<reading.words[words.upperBound].range.upperBound,
            candidates: candidates.filter { $0.score >= 0.01 }.sorted { ($1.score, $0.name) < ($0.score, $1.name) }
        )
    }

    private static func reason(_ alignment: Alignment, _ kind: PlaceName.Kind) -> PlaceMention.Reason {
        switch (alignment.likeness, kind) {
        case (.typo, _): .typo
        case (.sound, _): .sound
        case (_, .locality): .locality
        case (_, .alias): .alias
        default: alignment.isPartial ? .alias : .exact
        }
    }
}

/// The best so many rows, in no order.
private struct BoundedBest {
    private(set) var items: [(row: UInt32, rank: Float)] = []
    private let limit: Int
    private var least: (index: Int, rank: Float) = (0, .infinity)

    init(_ limit: Int) {
        self.limit = limit
        items.reserveCapacity(limit)
    }

    mutating func add(_ row: UInt32, _ rank: Float) {
        if items.count < limit {
            items.append((row, rank))
            if rank < least.rank { least = (items.count - 1, rank) }
        } else if rank > least.rank {
            items[least.index] = (row, rank)
            least = (0, items[0].rank)
            for (index, item) in items.enumerated() where item.rank < least.rank { least = (index, item.rank) }
        }
    }
}
