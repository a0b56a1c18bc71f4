import Foundation
import Persistence

extension PassageStore {
    /// How many of each order are put together into one.
    private static let fused = 100

    /// The best passages for a question, best first: by words, and by vectors where a model is connected and has read most of
    /// what is there.
    ///
    /// - Parameter question: words; what stands in quotation marks must be there as it is written, but for endings.
    package func search(_ question: String, filter: Filter, limit: Int) async throws -> [FoundPassage] {
        guard limit > 0, !filter.collections.isEmpty else { return [] }
        async let meaning = self.meaning(of: question)
        let most = max(limit, Self.fused)
        let hits = try await work { [memory] in
            memory.read { PassageSearch(question, in: $0.index, filter: filter, limit: most).hits }
        }
        var ranked = hits.map { (id: $0.id, score: $0.score) }
        if let meaning = await meaning {
            let near = try await nearest(to: meaning, filter: filter, limit: most)
            let fusion = RankFusion([(hits.map(\.id), 1), (near, 1)])
            ranked = fusion.ids.map { ($0, Float(fusion.scores[$0] ?? 0)) }
        }
        return try await load(Array(ranked.prefix(limit)))
    }

    /// In the order asked for; those that are not there any more are left out.
    package func passages(ids: [Int64]) async throws -> [FoundPassage] {
        try await load(ids.map { ($0, 0) })
    }

    /// All of a document, in reading order.
    package func passages(ofDocument document: String) async throws -> [FoundPassage] {
        let rows: [ContentRow] = try await database.read { db in
            try db.all(
                """
                SELECT p.id, p.page, p.content, \(SourceRow.columns)
                FROM passages p JOIN passage_sources s ON s.document = p.document
                WHERE p.document = \(document) ORDER BY p.page, p.id
                """
            )
        }
        return try await work { [keyring] in try rows.map { try $0.opened(score: 0, by: keyring) } }
    }

    private func load(_ ranked: [(id: Int64, score: Float)]) async throws -> [FoundPassage] {
        let keys = ranked.map { PassageKey.text($0.id) }
        var rows: [String: ContentRow] = [:]
        for start in stride(from: 0, to: keys.count, by: 1_000) {
            let some = keys[start..<min(start + 1_000, keys.count)]
            let page: [ContentRow] = try await database.read { db in
                try db.all(
                    """
                    SELECT p.id, p.page, p.content, \(SourceRow.columns)
                    FROM passages p JOIN passage_sources s ON s.document = p.document WHERE p.id IN (\(some))
                    """
                )
            }
            for row in page { rows[row.id] = row }
        }
        return try await work { [keyring, rows] in
            try zip(keys, ranked).compactMap { key, place in
                try rows[key]?.opened(score: place.score, by: keyring)
            }
        }
    }
}

extension ContentRow {
    fileprivate func opened(score: Float, by keyring: Keyring) throws -> FoundPassage {
        let content = try content.decoded(as: PassageContent.self, for: id, by: keyring)
        return FoundPassage(
            id: try PassageKey.id(id),
            source: try source.opened(by: keyring),
            page: page,
            range: content.start..<max(content.start, content.end),
            section: content.section,
            text: content.text,
            tableHeader: content.header,
            score: score
        )
    }
}
