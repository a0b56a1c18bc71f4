import Foundation
import Retrieval
import TextAnalysis

/// The passages of a document that a model is shown: all of a short one, else those that speak of the columns.
struct DocumentPassages: Sendable {
    struct Passage: Sendable {
        /// By which the model cites it: `p3`.
        let label: String
        /// Index of the page.
        let page: Int
        let range: Range<Int>
        let text: String
    }

    /// UTF-16 code units of all of them.
    static let budget = 12_000

    let pages: [PageText]
    let all: [Passage]

    init(_ pages: [PageText], for queries: [ColumnQuery]) {
        self.pages = pages
        let found = pages.enumerated().flatMap { number, page in
            Chunker(limit: 120).chunks(of: page.text, blocks: page.retrievalBlocks).map {
                (page: number, range: $0.range)
            }
        }
        let chosen = Self.chosen(found, pages, queries)
        all = chosen.enumerated().map { number, place in
            let (page, range) = found[place]
            return Passage(label: "p\(number + 1)", page: page, range: range, text: pages[page].slice(range))
        }
    }

    subscript(label: String) -> Passage? { all.first { $0.label == label } }

    /// In their order.
    private static func chosen(
        _ found: [(page: Int, range: Range<Int>)],
        _ pages: [PageText],
        _ queries: [ColumnQuery]
    ) -> [Int] {
        guard found.reduce(0, { $0 + $1.range.count }) > budget else { return Array(found.indices) }
        let terms = found.map { passage in
            ColumnQuery.terms(pages[passage.page].tokens[pages[passage.page].tokens(in: passage.range)])
        }
        var frequency: [String: Int] = [:]
        for set in terms { for term in set { frequency[term, default: 0] += 1 } }
        func weight(_ term: String) -> Double {
            log(1 + Double(found.count) / Double(1 + frequency[term, default: 0]))
        }
        // The best of each column in turn, and the beginning, which says what the document is.
        var chosen: Set<Int> = [0]
        var room = budget - found[0].range.count
        let rankings = queries.map { query in
            found.indices.map { (place: $0, score: terms[$0].intersection(query.all).reduce(0) { $0 + weight($1) }) }
                .filter { $0.score > 0 }.sorted { ($0.score, $1.place) > ($1.score, $0.place) }
        }
        for rank in 0..<found.count where room > 0 {
            for ranking in rankings where rank < ranking.count && !chosen.contains(ranking[rank].place) {
                let length = found[ranking[rank].place].range.count
                guard length <= room else { continue }
                chosen.insert(ranking[rank].place)
                room -= length
            }
        }
        return chosen.sorted()
    }
}

extension PageText {
    fileprivate var retrievalBlocks: [Retrieval.Block] {
        blocks.map { block in
            let kind: Retrieval.Block.Kind =
                switch block.kind {
                case .heading(let level): .heading(level: level)
                case .paragraph: .paragraph
                case .listItem: .listItem
                case .row: .tableRow
                }
            return Retrieval.Block(kind, range: block.range, page: number)
        }
    }
}
