import Foundation

/// What each chunk scores: word after word (BM25F), its relatives in spelling beside it.
///
/// Chunks are gone through in blocks, all words of the query for one block before the next, so that what is being summed up
/// stays near the processor. Words that tell most come first: once enough chunks score more than all words that are left
/// could give, those words are counted only where they can still change who is among the best (Turtle and Flood's
/// max-score, 1995).
struct Scores {
    private static let block = 4_096

    private let index: PassageIndex
    private let visible: [Bool]
    private let saturation: Float
    /// What an occurrence counts in a field of each length.
    private let title: [Float]
    private let heading: [Float]
    private let body: [Float]
    private let words: [WordPostings]
    /// For each word, what it and those after it can add to a chunk's score.
    private let most: [Float]

    init(of words: [Query.Word], index: PassageIndex, ranking: Ranking, visible: [Bool]) {
        self.index = index
        self.visible = visible
        saturation = ranking.saturation
        title = index.titleLengths.weights(ranking.title)
        heading = index.headingLengths.weights(ranking.heading)
        body = index.bodyLengths.weights(ranking.body)
        var scratch = Resemblance.Scratch(index.resemblance)
        self.words = words.map { WordPostings($0, index: index, ranking: ranking, &scratch) }
            .sorted { $0.most > $1.most }
        most = self.words.indices.map { [words = self.words] place in
            // More than rounding could add.
            words[place...].reduce(0) { $0 + $1.most } * (ranking.saturation + 1) * 1.0001
        }
    }

    /// The chunks that score most, best first; alike ones in the order in which they came.
    func best(_ count: Int) -> [(slot: Int, score: Float)] {
        var best = Best(count)
        // Of its own, so that reading on changes nothing that is held elsewhere too.
        var words = words
        guard count > 0 else { return best.sorted() }
        var totals = [Float](repeating: 0, count: Self.block)
        var frequencies = [SIMD2<Float>](repeating: .zero, count: Self.block)
        for start in stride(from: 0, to: visible.count, by: Self.block) {
            let end = min(start + Self.block, visible.count)
            for place in words.indices {
                add(&words[place], start..<end, over: best.least - most[place], &totals, &frequencies)
            }
            var sums = totals.mutableSpan
            for offset in 0..<end - start {
                if sums[offset] > best.least { best.append(start + offset, sums[offset]) }
                sums[offset] = 0
            }
        }
        return best.sorted()
    }

    /// Adds what a word counts in the chunks of a block.
    ///
    /// - Parameters:
    ///   - bound: chunks that have less than this can't come among the best any more.
    ///   - frequencies: all zero, before and after: how often the word stands in each chunk by itself, and with its
    ///     relatives.
    private func add(
        _ word: inout WordPostings,
        _ slots: Range<Int>,
        over bound: Float,
        _ totals: inout [Float],
        _ frequencies: inout [SIMD2<Float>]
    ) {
        var touched: [Int] = []
        for list in word.lists.indices {
            // Of a term that stands in no more chunks, or not before the block's end.
            guard word.lists[list].next.slot < slots.upperBound, !word.lists[list].isAtEnd else { continue }
            count(&word.lists[list], slots, over: bound, totals, &frequencies, &touched)
        }
        let (exact, group) = (word.exact, word.group)
        var sums = totals.mutableSpan
        var cells = frequencies.mutableSpan
        for offset in touched {
            let saturated = cells[offset] / (cells[offset] + saturation)
            sums[offset] += (saturation + 1) * (exact * saturated[0] + group * saturated[1])
            cells[offset] = .zero
        }
    }

    private func count(
        _ list: inout WordPostings.List,
        _ slots: Range<Int>,
        over bound: Float,
        _ totals: [Float],
        _ frequencies: inout [SIMD2<Float>],
        _ touched: inout [Int]
    ) {
        // This is where the time goes.
        let visible = visible.span
        let (title, heading, body) = (title.span, heading.span, body.span)
        let titleLengths = index.titleLengths.lengths.span
        let headingLengths = index.headingLengths.lengths.span
        let bodyLengths = index.bodyLengths.lengths.span
        let postings = index.postings[Int(list.term)]
        let bytes = postings.bytes.span
        var cells = frequencies.mutableSpan
        let sums = totals.span
        let share = list.share
        var posting = list.next
        var isThere = true
        while isThere {
            let slot = posting.slot
            if slot >= slots.upperBound {
                list.next = posting
                return
            }
            let offset = slot - slots.lowerBound
            if sums[offset] >= bound, visible[slot] {
                var frequency = Float(posting.body) * body[Int(bodyLengths[slot])]
                if posting.title > 0 { frequency += Float(posting.title) * title[Int(titleLengths[slot])] }
                if posting.heading > 0 { frequency += Float(posting.heading) * heading[Int(headingLengths[slot])] }
                if cells[offset] == .zero { touched.append(offset) }
                cells[offset] += share * frequency
            }
            isThere = posting.read(bytes)
        }
        list.isAtEnd = true
    }
}

/// The highest scores that have come, somewhat more of them than are asked for.
private struct Best {
    private let count: Int
    private var places: [(slot: Int, score: Float)] = []
    /// What doesn't score more has no place.
    private(set) var least: Float = 0

    init(_ count: Int) {
        self.count = count
    }

    /// - Parameter slot: greater than those before.
    mutating func append(_ slot: Int, _ score: Float) {
        places.append((slot, score))
        if places.count >= 2 * count {
            places = sorted()
            least = places[places.count - 1].score
        }
    }

    func sorted() -> [(slot: Int, score: Float)] {
        Array(places.sorted { ($0.score, $1.slot) > ($1.score, $0.slot) }.prefix(count))
    }
}

/// `ln(1 + (N - n + 0.5) / (n + 0.5))`: never negative (Lucene's form of Robertson and Spärck Jones).
func inverseDocumentFrequency(_ holders: Float, of all: Float) -> Float {
    let holders = min(holders, all)
    return log(1 + (all - holders + 0.5) / (holders + 0.5))
}
