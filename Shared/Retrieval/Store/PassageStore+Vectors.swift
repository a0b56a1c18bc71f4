import Logging
import Persistence
import Synchronization
import TextAnalysis

extension PassageStore {
    /// The longest that a question waits for its vector.
    private static let patience = Duration.milliseconds(500)
    /// How long questions go without, after one waited in vain.
    private static let rest = Duration.seconds(10)

    /// A question's vector; nil where there is no model, where it takes too long, and where words are asked for as they are
    /// written.
    func meaning(of question: String) async -> (model: String, vector: [Float])? {
        let (model, restsUntil) = state.withLock { ($0.searchedModel, $0.restsUntil) }
        guard let embedder, let model, restsUntil.map({ $0 < .now }) ?? true,
            Query(question, analyzers: [.spanish]).phrases.isEmpty
        else { return nil }
        let vector = await withTaskGroup(of: [Float]?.self) { group in
            group.addTask { try? await embedder.embed([question], model: model).first }
            group.addTask {
                try? await Task.sleep(for: Self.patience)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
        if vector == nil, !Task.isCancelled { state.withLock { $0.restsUntil = .now + Self.rest } }
        return vector.map { (model, $0) }
    }

    /// The passages nearest to a question, of those that the filter lets through; none where they can't be asked for.
    func nearest(to meaning: (model: String, vector: [Float]), filter: Filter, limit: Int) async throws -> [Int64] {
        let (model, vector) = meaning
        do {
            guard let vectors else {
                return try await work { [memory] in
                    try memory.read { try $0.nearest(to: vector, model: model, filter: filter, limit: limit) }
                }
            }
            let near = try await vectors.nearest(to: vector, model: model, filter: filter, limit: limit)
            // What the other store says may be older than what is known here.
            return try await work { [memory] in memory.read { $0.visible(near, to: filter) } }
        } catch {
            try Task.checkCancellation()
            state.withLock { $0.restsUntil = .now + Self.rest }
            logger.warning("vectors could not be searched", metadata: ["error": "\(error)"])
            return []
        }
    }

    /// Keeps vectors of passages that are still there.
    func keep(_ placed: [PlacedVector], model: String) async throws {
        guard !placed.isEmpty else { return }
        if let vectors {
            // Noted first, so that whoever removes a passage meanwhile has its vector forgotten.
            _ = try await write(placed.map { ($0.passage, nil) }, model: "")
            try await vectors.put(placed, model: model)
            let kept = try await write(placed.map { ($0.passage, nil) }, model: model)
            let gone = placed.map(\.passage).filter { !kept.contains($0) }
            if !gone.isEmpty { try await vectors.remove(passages: gone) }
            return
        }
        let sealed = try await work { [keyring] in
            try placed.map { item in
                (item.passage, try StoredVector.sealed(item.vector, for: PassageKey.text(item.passage), by: keyring))
            }
        }
        try await writers.perform { [self] in
            let kept = try await write(sealed, model: model)
            try await remember { holdings in
                for item in placed where kept.contains(item.passage) {
                    holdings.put(item.vector, of: item.passage, model: model)
                }
            }
        }
    }

    /// Writes rows for the passages that there are, and returns those.
    private func write(_ vectors: [(id: Int64, vector: EncryptedText?)], model: String) async throws -> Set<Int64> {
        try await database.write { db in
            _ = try Exchange(db, self.keyring)
            var kept: Set<Int64> = []
            for (id, vector) in vectors {
                let isKept = try db.execute(
                    """
                    INSERT INTO passage_vectors (id, model, vector)
                    SELECT id, \(model), \(vector) FROM passages WHERE id = \(PassageKey.text(id))
                    ON CONFLICT (id) DO UPDATE SET model = excluded.model, vector = excluded.vector
                    """
                )
                if isKept > 0 { kept.insert(id) }
            }
            if !model.isEmpty { try Change.vectors.append(added: Array(kept), to: db) }
            return kept
        }
    }

    /// Takes all vectors of the present model into memory, where they are searched there.
    func reloadVectors() async throws {
        try await remember { $0.vectors = nil }
        guard vectors == nil, let model = state.withLock({ $0.model }) else { return }
        var last = ""
        while true {
            let rows: [StoredVector] = try await database.read { [last] db in
                try db.all(
                    """
                    SELECT id, vector FROM passage_vectors
                    WHERE id > \(last) AND model = \(model) AND vector IS NOT NULL ORDER BY id LIMIT 1000
                    """
                )
            }
            guard let end = rows.last else { return }
            last = end.id
            try await take(rows, model)
        }
    }

    /// Takes vectors into memory that another replica made.
    func takeVectors(of ids: [Int64]) async throws {
        guard vectors == nil, let model = state.withLock({ $0.model }) else { return }
        let keys = ids.map(PassageKey.text)
        for start in stride(from: 0, to: keys.count, by: 1_000) {
            let some = keys[start..<min(start + 1_000, keys.count)]
            let rows: [StoredVector] = try await database.read { db in
                try db.all(
                    """
                    SELECT id, vector FROM passage_vectors
                    WHERE id IN (\(some)) AND model = \(model) AND vector IS NOT NULL
                    """
                )
            }
            try await take(rows, model)
        }
    }

    private func take(_ rows: [StoredVector], _ model: String) async throws {
        let opened = try await work { [keyring] in
            try rows.map { (id: try PassageKey.id($0.id), vector: try $0.opened(by: keyring)) }
        }
        try await remember { holdings in
            for (id, vector) in opened { holdings.put(vector, of: id, model: model) }
        }
    }

    /// Has another store forget the vectors of passages that are gone. What can't be done now is done later.
    func forget() async {
        guard let vectors else { return }
        do {
            while true {
                let keys = try await database.read { db in
                    try db.rows("SELECT id FROM forgotten_vectors ORDER BY id LIMIT 1000").map {
                        try $0.get("id", as: String.self)
                    }
                }
                if keys.isEmpty { return }
                try await vectors.remove(passages: try keys.map(PassageKey.id))
                try await database.write { db in
                    try db.execute("DELETE FROM forgotten_vectors WHERE id IN (\(keys))")
                }
            }
        } catch {
            logger.warning("vectors of removed passages are still there", metadata: ["error": "\(error)"])
        }
    }
}
