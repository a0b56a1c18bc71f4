import Foundation
import Retrieval
import TextAnalysis

/// Prints how long it takes to index so many chunks and to search them, and the memory they take.
func measureScale(_ set: SciFact, chunks: Int) {
    let clock = ContinuousClock()
    let before = residentMegabytes()
    var index = PassageIndex()
    var indexing = Duration.zero
    var corpus = ScaledCorpus(set)
    for start in stride(from: 0, to: chunks, by: 1_000) {
        let batch = (start..<min(start + 1_000, chunks)).map { number in
            let (title, body) = corpus.next()
            return Passage(
                id: Int64(number + 1),
                document: "\(number / 20)",
                collection: "c\(number % 4)",
                analyzer: .english,
                title: title,
                body: body
            )
        }
        let begun = clock.now
        index.add(batch)
        indexing += clock.now - begun
    }
    let memory = residentMegabytes() - before
    let all = Filter(collections: ["c0", "c1", "c2", "c3"])
    // A new word has the index forget what it found out of the words that were asked for.
    index.add(Passage(id: -1, document: "new", collection: "c9", analyzer: .english, body: "qqqq"))
    let open = Times(of: set) { PassageSearch($0, in: index, filter: all).hits.count }
    index.add(Passage(id: -2, document: "new", collection: "c9", analyzer: .english, body: "qqqqqqqq"))
    let filtered = Times(of: set) { PassageSearch($0, in: index, filter: Filter(collections: ["c1"])).hits.count }
    var begun = clock.now
    index.add(Passage(id: 0, document: "new", collection: "c0", analyzer: .english, body: "zyxwvut"))
    let added = clock.now - begun
    precondition(PassageSearch("zyxwvut", in: index, filter: all).hits.first?.id == 0, "what was added is found")
    index.remove(id: 0)
    begun = clock.now
    index.purge()
    let purged = clock.now - begun
    print(
        """
        {"chunks": \(chunks), "index_s": \(indexing.milliseconds / 1_000), "resident_mb": \(memory), \
        "postings_mb": \(Double(index.memory) / 1_048_576), "p50_ms": \(open.clock.p50), "p99_ms": \(open.clock.p99), \
        "processor_p50_ms": \(open.processor.p50), "processor_p99_ms": \(open.processor.p99), \
        "filtered_p50_ms": \(filtered.clock.p50), "filtered_p99_ms": \(filtered.clock.p99), \
        "add_ms": \(added.milliseconds), \
        "purge_ms": \(purged.milliseconds)}
        """
    )
}
