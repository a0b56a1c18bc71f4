import Logging
import Persistence
import Synchronization

extension PassageStore {
    /// Takes in what other replicas wrote, as soon as they say so.
    func follow() async {
        do {
            guard let notices = try database.notices(of: Change.channel) else { return }
            for await _ in notices {
                do {
                    try await catchUp()
                } catch {
                    logger.warning("passages of other replicas could not be read", metadata: ["error": "\(error)"])
                }
            }
        } catch {
            logger.error("other replicas can't be followed", metadata: ["error": "\(error)"])
        }
    }

    /// Takes in what was committed since the last time.
    package func catchUp() async throws {
        try await writers.perform { [self] in
            try await settleDoubts()
            let last = state.withLock { $0.revision }
            let (changes, forgotten) = try await database.read { db in
                let changes: [ChangeRow] = try db.all(
                    """
                    SELECT revision, kind, added, removed FROM passage_changes WHERE revision > \(last)
                    ORDER BY revision
                    """
                )
                let forgotten: Int64? = try db.value(
                    "SELECT value FROM passage_numbers WHERE name = 'forgotten_changes'"
                )
                return (changes, forgotten ?? 0)
            }
            if forgotten > last {
                try await load()
                try await reloadVectors()
                return
            }
            guard let end = changes.last?.revision else { return }
            try await take(changes)
            state.withLock { $0.revision = end }
        }
    }

    /// Rows are read as they are now: what came and went again is not there any more, and what is there already stays.
    private func take(_ changes: [ChangeRow]) async throws {
        let removed = Set(changes.flatMap(\.removed))
        let renewed = Set(changes.filter { $0.kind == .renewed }.flatMap(\.added))
        let added = changes.filter { $0.kind == .passages }.flatMap(\.added)
        let missing = memory.read { holdings in added.filter { !holdings.index.contains(id: $0) } }
        let passages = try await rows(of: Set(missing).subtracting(removed).union(renewed).subtracting(removed))
        try await remember { holdings in
            holdings.remove(removed)
            holdings.remove(renewed)
            holdings.add(passages)
        }
        try await takeVectors(of: changes.filter { $0.kind == .vectors }.flatMap(\.added))
        if !removed.isEmpty || !renewed.isEmpty { self.removed.continuation.yield() }
    }

    private func rows(of ids: Set<Int64>) async throws -> [(passage: Passage, terms: PassageTerms)] {
        var passages: [(passage: Passage, terms: PassageTerms)] = []
        let keys = ids.sorted().map(PassageKey.text)
        for start in stride(from: 0, to: keys.count, by: 1_000) {
            let some = keys[start..<min(start + 1_000, keys.count)]
            let (sources, rows) = try await database.read { db in
                let rows: [TermsRow] = try db.all("SELECT id, document, terms FROM passages WHERE id IN (\(some))")
                let documents = Set(rows.map(\.document))
                let sources: [SourceRow] = try db.all(
                    "SELECT \(SourceRow.columns) FROM passage_sources s WHERE document IN (\(documents))"
                )
                return (Dictionary(uniqueKeysWithValues: sources.map { ($0.document, $0) }), rows)
            }
            passages += try await opened(rows.sorted { $0.id < $1.id }, of: sources)
        }
        return passages
    }
}
