import Foundation
import Logging
import Persistence
import Synchronization

extension PassageStore {
    /// Texts that are given to a model at once.
    private static let batch = 32
    /// One replica makes vectors at a time, and says so anew with each batch.
    private static let lease: TimeInterval = 120

    /// Makes vectors of what has none, soon after it was written, and where a model was connected or has changed.
    func keepEmbedding() async {
        guard embedder != nil || vectors != nil else { return }
        await withDiscardingTaskGroup { group in
            group.addTask { [written] in
                while !Task.isCancelled {
                    written.continuation.yield()
                    try? await Task.sleep(for: .seconds(30))
                }
            }
            for await _ in written.stream {
                await forget()
                do {
                    try await embedPending()
                    try await Task.sleep(for: .seconds(1))
                } catch {
                    if Task.isCancelled { break }
                    logger.warning("passages have no vectors yet", metadata: ["error": "\(error)"])
                }
            }
            group.cancelAll()
        }
    }

    /// Makes all vectors that are missing of the present model, and has questions use them once most are there.
    package func embedPending() async throws {
        // Of a daemon that begins with nothing no sister is asked before she is there.
        guard count > 0 else { return }
        guard let embedder, let model = await embedder.model() else {
            return state.withLock { $0.searchedModel = nil }
        }
        if state.withLock({ $0.model }) != model {
            state.withLock { ($0.model, $0.searchedModel) = (model, nil) }
            try await reloadVectors()
        }
        try await judgeReadiness(of: model)
        guard try await takeLease() else { return }
        var last = ""
        var made = 0
        while true {
            try Task.checkCancellation()
            let pending = try await self.pending(after: last, model: model)
            guard let end = pending.last else { break }
            last = end.id
            let passages = try await work { [keyring] in
                try pending.map { row in
                    let source = try row.source.opened(by: keyring)
                    return (id: row.id, source: source, text: try row.embedded(title: source.title, by: keyring))
                }
            }
            let vectors = try await Self.embed(passages.map(\.text), by: embedder, model)
            let placed = try zip(passages, vectors).compactMap { passage, vector in
                try vector.map {
                    PlacedVector(passage: try PassageKey.id(passage.id), source: passage.source, vector: $0)
                }
            }
            try await keep(placed, model: model)
            made += placed.count
            guard try await takeLease() else { return }
        }
        try await dropLease()
        if made > 0 { try await judgeReadiness(of: model) }
        if let vectors, state.withLock({ $0.searchedModel == model }) { try await vectors.keepOnly(model: model) }
    }

    /// Nil for a text that the model refuses, where it takes others.
    private static func embed(
        _ texts: [String],
        by embedder: any Embedder,
        _ model: String
    ) async throws -> [[Float]?] {
        do {
            return try await embedder.embed(texts, model: model)
        } catch {
            var vectors: [[Float]?] = []
            for text in texts {
                try Task.checkCancellation()
                vectors.append(try? await embedder.embed([text], model: model).first)
                // What refuses three in a row refuses all.
                if vectors.count == 3, vectors.allSatisfy({ $0 == nil }) { throw error }
            }
            if vectors.allSatisfy({ $0 == nil }) { throw error }
            return vectors
        }
    }

    private func pending(after id: String, model: String) async throws -> [ContentRow] {
        try await database.read { db in
            try db.all(
                """
                SELECT p.id, p.page, p.content, \(SourceRow.columns)
                FROM passages p JOIN passage_sources s ON s.document = p.document
                LEFT JOIN passage_vectors v ON v.id = p.id AND v.model = \(model)
                WHERE p.id > \(id) AND v.id IS NULL ORDER BY p.id LIMIT \(Self.batch)
                """
            )
        }
    }

    /// Vectors are searched where at least half of the passages have one: with fewer, those few would always come first.
    private func judgeReadiness(of model: String) async throws {
        let count: Int? = try await database.read { db in
            try db.value("SELECT COUNT(*) AS value FROM passage_vectors WHERE model = \(model)")
        }
        let isReady = (count ?? 0) * 2 >= self.count && count != 0
        state.withLock { if $0.model == model { $0.searchedModel = isReady ? model : nil } }
    }

    /// Whether no other replica makes vectors at present.
    private func takeLease() async throws -> Bool {
        let now = Date()
        let replica = replica
        return try await database.write { db in
            try db.execute(
                """
                UPDATE embedding_lease SET replica = \(replica), until = \(now.addingTimeInterval(Self.lease))
                WHERE replica = \(replica) OR until < \(now)
                """
            ) > 0
        }
    }

    private func dropLease() async throws {
        let replica = replica
        try await database.write { db in
            try db.execute("UPDATE embedding_lease SET until = 0 WHERE replica = \(replica)")
        }
    }
}

extension ContentRow {
    /// What the model reads of it.
    fileprivate func embedded(title: String, by keyring: Keyring) throws -> String {
        let content = try content.decoded(as: PassageContent.self, for: id, by: keyring)
        return ([title] + content.section + [content.header ?? "", content.text]).filter { !$0.isEmpty }
            .joined(separator: "\n")
    }
}
