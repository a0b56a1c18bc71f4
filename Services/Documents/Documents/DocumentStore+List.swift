import FoundationEssentials
import Identity
import Persistence
import SuiteProtocol
import TextAnalysis

extension DocumentStore {
    static let mostListed = 200
    /// Rows that are looked at a time where a title is searched: titles are sealed.
    private static let looked = 500

    /// What somebody may read, newest first.
    ///
    /// - Parameters:
    ///   - collections: from `CollectionStore.readable`.
    ///   - query: words, all of which begin one of the title or of the file's name.
    ///   - cursor: the id of the last one seen.
    /// - Returns: the documents, and whether more follow.
    func list(
        in collections: Set<String>,
        query: String,
        state: Document.State?,
        after cursor: String?,
        limit: Int
    ) async throws -> (items: [Document], hasMore: Bool) {
        var (scanner, asked) = (WordScanner(), [String]())
        scanner.scan(query) { asked.append($0.folded) }
        var (found, cursor) = ([Document](), cursor)
        while true {
            let wanted = asked.isEmpty ? limit + 1 : Self.looked
            let rows = try await rows(in: collections, state, after: cursor, limit: wanted)
            let documents = try rows.map { try $0.document(keyring) }
            found += asked.isEmpty ? documents : documents.filter { Self.isNamed($0, asked) }
            if found.count > limit { return (Array(found.prefix(limit)), true) }
            if rows.count < wanted { return (found, false) }
            cursor = rows.last?.id
            try Task.checkCancellation()
        }
    }

    private func rows(
        in collections: Set<String>,
        _ state: Document.State?,
        after cursor: String?,
        limit: Int
    ) async throws -> [DocumentRow] {
        var condition: SQL = "deleted_at IS NULL AND collection_id IN (\(collections))"
        if let state { condition = "\(condition) AND state = \(state)" }
        if let cursor { condition = "\(condition) AND id < \(cursor)" }
        return try await database.read { [condition] db in
            try db.all("SELECT * FROM documents WHERE \(condition) ORDER BY id DESC LIMIT \(limit)")
        }
    }

    private static func isNamed(_ document: Document, _ asked: [String]) -> Bool {
        var (scanner, missing) = (WordScanner(), asked)
        scanner.scan("\(document.title) \(document.about.name)") { found in
            missing.removeAll { found.folded.hasPrefix($0) }
        }
        return missing.isEmpty
    }
}
