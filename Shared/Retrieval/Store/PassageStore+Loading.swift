import Persistence
import Synchronization

extension PassageStore {
    private static let page = 2_000

    /// Takes the whole table into memory in place of what is there.
    func load() async throws {
        // Before the first row is read: what changes meanwhile is taken in once more.
        let revision = try await database.read { try Self.lastRevision($0) }
        let sources = try await database.read { db in
            try db.all("SELECT \(SourceRow.columns) FROM passage_sources s", as: SourceRow.self)
        }
        let loading = Loading(sources: Dictionary(uniqueKeysWithValues: sources.map { ($0.document, $0) }))
        var rows = try await self.rows(after: "")
        while let last = rows.last {
            async let next = self.rows(after: last.id)
            let page = rows
            try await work { [keyring] in try loading.take(page, keyring) }
            rows = try await next
        }
        let index = try await work { loading.finished() }
        try await remember { $0.index = index }
        state.withLock { $0.revision = revision }
    }

    private func rows(after id: String) async throws -> [TermsRow] {
        try await database.read { db in
            try db.all(
                "SELECT id, document, terms FROM passages WHERE id > \(id) ORDER BY id LIMIT \(Self.page)"
            )
        }
    }

    /// Has memory be as the table is for these documents.
    func reload(documents: Set<String>) async throws {
        for document in documents {
            let (source, rows) = try await database.read { db in
                let source: SourceRow? = try db.first(
                    "SELECT \(SourceRow.columns) FROM passage_sources s WHERE document = \(document)"
                )
                let rows: [TermsRow] = try db.all(
                    "SELECT id, document, terms FROM passages WHERE document = \(document) ORDER BY id"
                )
                return (source, rows)
            }
            let passages = try await opened(rows, of: source.map { [document: $0] } ?? [:])
            try await remember { holdings in
                let ids = Set(passages.map(\.passage.id))
                holdings.remove(holdings.index.ids(ofDocument: document).filter { !ids.contains($0) })
                holdings.add(passages)
            }
        }
        if !documents.isEmpty { removed.continuation.yield() }
    }

    /// Rows as the index takes them in; those whose document is gone are left out.
    func opened(
        _ rows: [TermsRow],
        of sources: [String: SourceRow]
    ) async throws -> [(passage: Passage, terms: PassageTerms)] {
        try await work { [keyring] in
            try rows.compactMap { row in
                guard let source = sources[row.document] else { return nil }
                let terms = PassageTerms(text: try row.terms.text(for: row.id, by: keyring))
                return (source.passage(try PassageKey.id(row.id)), terms)
            }
        }
    }

    static func lastRevision(_ db: Connection) throws -> Int64 {
        try db.value("SELECT COALESCE(MAX(revision), 0) AS value FROM passage_changes") ?? 0
    }
}

/// An index in the making. Unchecked: its pages come one after the other.
private final class Loading: @unchecked Sendable {
    private let sources: [String: SourceRow]
    private var index = PassageIndex()

    init(sources: [String: SourceRow]) {
        self.sources = sources
    }

    func take(_ rows: [TermsRow], _ keyring: Keyring) throws {
        for row in rows {
            guard let source = sources[row.document] else { continue }
            let terms = PassageTerms(text: try row.terms.text(for: row.id, by: keyring))
            index.add(source.passage(try PassageKey.id(row.id)), terms)
        }
    }

    func finished() -> PassageIndex {
        defer { index = PassageIndex() }
        return index
    }
}
