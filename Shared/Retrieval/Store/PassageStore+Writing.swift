import Foundation
import Persistence
import Synchronization
import TextAnalysis

extension PassageStore {
    /// Puts passages in place of all that these pages of a document had. What is changed of the document itself is changed
    /// for all its pages. Returns once they are found.
    package func replace(
        _ passages: [NewPassage],
        pages: ClosedRange<Int>,
        of source: PassageSource
    ) async throws {
        try await write([Replacement(source: source, pages: pages, passages: passages)])
    }

    /// Puts passages in place of all that these documents had, in one transaction: all are found when it returns, or none.
    /// Of a document that is there twice, the last counts.
    package func replace(_ documents: [(PassageSource, [NewPassage])]) async throws {
        let last = Dictionary(documents.indices.map { (documents[$0].0.id, $0) }, uniquingKeysWith: max)
        let chosen = documents.indices.filter { last[documents[$0].0.id] == $0 }
        try await write(chosen.map { Replacement(source: documents[$0].0, pages: nil, passages: documents[$0].1) })
    }

    /// Changes what is known of a document, its collection and title among it, and none of its passages.
    package func update(_ source: PassageSource) async throws {
        try await write([Replacement(source: source, pages: 0...0, passages: [])])
    }

    /// Returns once nothing of these documents is in table, memory and vectors. Vectors that another store keeps are removed
    /// there as soon as it can be reached; nothing is found by them meanwhile.
    package func remove(documents: [String]) async throws {
        guard !documents.isEmpty else { return }
        try await writers.perform { [self] in
            try await settleDoubts()
            do {
                let ids = try await database.write { db in try Exchange(db, self.keyring).remove(documents) }
                try await remember { $0.remove(ids) }
            } catch {
                state.withLock { $0.doubtful.formUnion(documents) }
                throw error
            }
            removed.continuation.yield()
            await forget()
        }
    }

    private func write(_ replacements: [Replacement]) async throws {
        guard !replacements.isEmpty else { return }
        try await writers.perform { [self] in
            try await settleDoubts()
            let numbers = try await reserve(replacements.reduce(0) { $0 + $1.passages.count })
            let prepared = try await work { [keyring] in
                var numbers = numbers
                var readers: [Analyzer: TermReader] = [:]
                return try replacements.map { replacement in
                    let analyzer = replacement.source.analyzer
                    return try PreparedReplacement(
                        replacement,
                        numbers: &numbers,
                        &readers[analyzer, default: TermReader(analyzer)],
                        keyring
                    )
                }
            }
            do {
                let outcome = try await database.write { db in try Exchange(db, self.keyring).replace(prepared) }
                try await remember { holdings in
                    holdings.remove(outcome.removed)
                    for renewed in outcome.renewed { holdings.remove([renewed.passage.id]) }
                    holdings.add(outcome.renewed)
                    for replacement in prepared {
                        for item in replacement.items { holdings.index.add(item.passage, item.terms) }
                    }
                }
                if !outcome.removed.isEmpty || !outcome.renewed.isEmpty {
                    removed.continuation.yield()
                    await forget()
                }
            } catch {
                state.withLock { $0.doubtful.formUnion(replacements.map(\.source.id)) }
                throw error
            }
            written.continuation.yield()
        }
    }

    /// Within `writers`: memory is to be what the table is before more is written.
    func settleDoubts() async throws {
        let doubtful = state.withLock { $0.doubtful }
        if doubtful.isEmpty { return }
        try await reload(documents: doubtful)
        state.withLock { $0.doubtful.subtract(doubtful) }
    }

    /// Numbers for so many chunks. They are taken from the table in blocks, and never given twice: also where the table was
    /// lost and is made anew they begin behind all that can have been given, 8,192 for each millisecond since 2020, which
    /// stays below 2⁵³ until 2054.
    private func reserve(_ count: Int) async throws -> Range<Int64> {
        let wanted = Int64(count)
        let held = state.withLock { state in
            guard state.numbers.count >= count else { return Range<Int64>?.none }
            let start = state.numbers.lowerBound
            state.numbers = (start + wanted)..<state.numbers.upperBound
            return start..<start + wanted
        }
        if let held { return held }
        let block = wanted + 1_000
        let first = Int64(max(0, Date().timeIntervalSince1970 - 1_577_836_800) * 1_000) * 8_192
        let end: Int64? = try await database.write { db in
            try db.value(
                """
                UPDATE passage_numbers SET value = \(block) + CASE WHEN value < \(first) THEN \(first) ELSE value END
                WHERE name = 'next_passage' RETURNING value
                """
            )
        }
        guard let end else { throw DatabaseError.corrupt("passage_numbers has no next_passage") }
        state.withLock { $0.numbers = (end - block + wanted)..<end }
        return end - block..<end - block + wanted
    }
}
