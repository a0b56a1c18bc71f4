import CoreMetrics
import Foundation
import Logging
import Persistence
import Retrieval
import TextAnalysis

/// Prints how long it takes to put so many chunks into a store on SQLite, to reopen it, to search it with the texts that were
/// found, and to remove a document, and the memory that it takes reopened.
func measureStore(_ set: SciFact, chunks: Int, folder: String) async throws {
    let clock = ContinuousClock()
    let place = "\(folder)/store-\(chunks)"
    let keyring = try Keyring(directory: "\(place)/keys")
    let all = Filter(collections: ["c0", "c1", "c2", "c3"])
    var putting = Duration.zero
    var added = Duration.zero
    try await withStore(place, keyring) { store in
        var corpus = ScaledCorpus(set)
        for start in stride(from: 0, to: chunks, by: 2_000) {
            let numbers = start..<min(start + 2_000, chunks)
            let documents = stride(from: numbers.lowerBound, to: numbers.upperBound, by: 20).map { first in
                document(first / 20, (0..<min(20, numbers.upperBound - first)).map { _ in corpus.next() })
            }
            let begun = clock.now
            try await store.replace(documents)
            putting += clock.now - begun
        }
        let begun = clock.now
        try await store.replace([document(-1, [("", "zyxwvut")])])
        added = clock.now - begun
    }
    let before = residentMegabytes()
    let begun = clock.now
    try await withStore(place, keyring) { store in
        let reopening = clock.now - begun
        let memory = residentMegabytes() - before
        var times: [Double] = []
        for question in set.questions {
            let begun = clock.now
            _ = try await store.search(question.text, filter: all, limit: 10)
            times.append((clock.now - begun).milliseconds)
        }
        let (p50, p99) = Times.percentiles(times)
        let removing = try await clock.measure { try await store.remove(documents: ["-1"]) }
        let found = try await store.search("zyxwvut", filter: all, limit: 10)
        precondition(found.allSatisfy { $0.source.id != "-1" }, "what was removed is not found")
        let purging = try await clock.measure { try await store.purge() }
        print(
            """
            {"chunks": \(chunks), "put_s": \(putting.milliseconds / 1_000), "add_ms": \(added.milliseconds), \
            "reopen_s": \(reopening.milliseconds / 1_000), "resident_mb": \(memory), "p50_ms": \(p50), \
            "p99_ms": \(p99), "remove_ms": \(removing.milliseconds), "purge_s": \(purging.milliseconds / 1_000)}
            """
        )
    }
}

private func document(_ number: Int, _ chunks: [(title: String, body: String)]) -> (PassageSource, [NewPassage]) {
    let source = PassageSource(
        id: "\(number)",
        collection: "c\(abs(number) % 4)",
        owner: "o",
        kind: "pdf",
        title: chunks.first?.title ?? "",
        analyzer: .english
    )
    return (source, chunks.map { NewPassage(page: 1, range: 0..<$0.body.utf16.count, text: $0.body) })
}

private func withStore(
    _ place: String,
    _ keyring: Keyring,
    _ body: (PassageStore) async throws -> Void
) async throws {
    let logger = Logger(label: "bench", factory: { _ in SwiftLogNoOpLogHandler() })
    let database = try await Database(
        url: "sqlite:\(place)/index.sqlite",
        schema: "index",
        migrations: PassageStore.migrations,
        logger: logger,
        metrics: NOOPMetricsHandler.instance
    )
    let store = try await PassageStore(
        database: database,
        keyring: keyring,
        logger: logger,
        metrics: NOOPMetricsHandler.instance
    )
    try await body(store)
    await database.close()
}
