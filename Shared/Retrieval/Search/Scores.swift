import Foundation

/// What each chunk scores, word after word (BM25F), its relatives in spelling beside it.
struct Scores {
    private let index: PassageIndex
    private let ranking: Ranking
    private let visible: [Bool]
    /// What an occurrence counts in a field of each length.
    private let title: [Float]
    private let heading: [Float]
    private let body: [Float]
    private var totals: [Float]
    /// Of the word that is being added: how often it stands in a chunk by itself, and with its relatives.
    private var frequencies: [SIMD2<Float>]
    private var touched: [Int] = []
    private var scratch: Resemblance.Scratch

    init(index: PassageIndex, ranking: Ranking, visible: [Bool]) {
        self.index = index
        self.ranking = ranking
        self.visible = visible
        title = index.titleLengths.weights(ranking.title)
        heading = index.headingLengths.weights(ranking.heading)
        body = index.bodyLengths.weights(ranking.body)
        totals = Array(repeating: 0, count: visible.count)
        frequencies = Array(repeating: .zero, count: visible.count)
        scratch = Resemblance.Scratch(index.resemblance)
    }

    mutating func add(_ word: Query.Word) {
        var holders = SIMD2<Float>.zero
        for (term, likeness) in relatives(of: word) {
            let share = SIMD2(likeness == 1 ? 1 : 0, likeness * likeness)
            let postings = index.postings[Int(term)]
            holders += Float(postings.count) * share
            count(postings, share)
        }
        let all = Float(visible.count)
        let exact = inverseDocumentFrequency(holders[0], of: all)
        let group = ranking.resemblance * inverseDocumentFrequency(holders[1], of: all)
        let saturation = ranking.saturation
        for slot in touched {
            let saturated = frequencies[slot] / (frequencies[slot] + saturation)
            totals[slot] += (saturation + 1) * (exact * saturated[0] + group * saturated[1])
            frequencies[slot] = .zero
        }
        touched.removeAll(keepingCapacity: true)
    }

    /// The chunks that score most, best first; alike ones in the order in which they came.
    func best(_ count: Int) -> [(slot: Int, score: Float)] {
        var best: [(slot: Int, score: Float)] = []
        guard count > 0 else { return best }
        func cut() {
            best.sort { ($0.score, $1.slot) > ($1.score, $0.slot) }
            best.removeLast(max(0, best.count - count))
        }
        var least: Float = 0
        for (slot, score) in totals.enumerated() where score > least {
            best.append((slot, score))
            if best.count >= 2 * count {
                cut()
                least = best[best.count - 1].score
            }
        }
        cut()
        return best
    }

    private mutating func count(_ postings: PostingList, _ share: SIMD2<Float>) {
        // This is where the time goes: spans, and arrays that nothing else holds.
        var frequencies: [SIMD2<Float>] = []
        var touched: [Int] = []
        swap(&frequencies, &self.frequencies)
        swap(&touched, &self.touched)
        defer {
            self.frequencies = frequencies
            self.touched = touched
        }
        let visible = visible.span
        let (title, heading, body) = (title.span, heading.span, body.span)
        let titleLengths = index.titleLengths.lengths.span
        let headingLengths = index.headingLengths.lengths.span
        let bodyLengths = index.bodyLengths.lengths.span
        let bytes = postings.bytes.span
        var posting = PostingList.Posting()
        while posting.read(bytes) {
            let slot = posting.slot
            guard visible[slot] else { continue }
            var frequency = Float(posting.body) * body[Int(bodyLengths[slot])]
            if posting.title > 0 { frequency += Float(posting.title) * title[Int(titleLengths[slot])] }
            if posting.heading > 0 { frequency += Float(posting.heading) * heading[Int(headingLengths[slot])] }
            if frequencies[slot] == .zero { touched.append(slot) }
            frequencies[slot] += share * frequency
        }
    }

    /// A word's own terms, at likeness 1, and those that are spelt like them.
    private mutating func relatives(of word: Query.Word) -> [(term: UInt32, likeness: Float)] {
        var relatives: [UInt32: Float] = [:]
        if ranking.resemblance > 0 {
            for term in word.terms {
                for near in index.resemblance.neighbours(of: term, &scratch) {
                    // Other letters, however like: 1 is the word itself.
                    relatives[near.term] = max(relatives[near.term] ?? 0, min(near.likeness, 0.999))
                }
            }
        }
        for term in word.terms {
            if let number = index.vocabulary.number(of: term) { relatives[number] = 1 }
        }
        // In one order, so that sums of the same index are the same.
        return relatives.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

/// `ln(1 + (N - n + 0.5) / (n + 0.5))`: never negative (Lucene's form of Robertson and Spärck Jones).
func inverseDocumentFrequency(_ holders: Float, of all: Float) -> Float {
    let holders = min(holders, all)
    return log(1 + (all - holders + 0.5) / (holders + 0.5))
}
