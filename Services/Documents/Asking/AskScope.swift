import Identity
import Persistence
import Retrieval

/// What a question is asked of, all of which the person may read.
struct AskScope: Sendable {
    let collections: Set<String>
    /// In the order asked for; nil for all documents of the collections.
    let documents: [String]?

    var filter: Filter { Filter(collections: collections, documents: documents.map(Set.init)) }
}

/// How much there is to read.
struct AskSize: Sendable, Equatable {
    var pages = 0
    /// About: texts are sealed, and their lengths are those of bytes.
    var characters = 0
}

extension DocumentStore {
    /// - Parameters:
    ///   - collections: nil for all that the person may read.
    ///   - documents: nil for all of the collections.
    /// - Throws: `CollectionError.notFound`, `DocumentError.notFound`: what isn't theirs to see isn't there.
    func scope(
        collections asked: [String]?,
        documents ids: [String]?,
        for principal: Principal,
        in collections: CollectionStore
    ) async throws -> AskScope {
        guard let ids else {
            return AskScope(collections: try await collections.readable(asked, by: principal), documents: nil)
        }
        guard ids.count <= AskScope.mostDocuments else {
            throw AskError.tooManyDocuments(limit: AskScope.mostDocuments)
        }
        if let asked { _ = try await collections.readable(asked, by: principal) }
        var found: Set<String> = []
        for id in ids { found.insert(try await visible(id, to: principal).collection) }
        let wanted = asked.map { found.intersection($0) } ?? found
        return AskScope(collections: wanted, documents: ids)
    }

    /// Of what has been read so far.
    ///
    /// - Parameter most: pages that are counted.
    func size(of scope: AskScope, most: Int = .max) async throws -> AskSize {
        guard !scope.collections.isEmpty else { return AskSize() }
        return try await database.read { db in
            let row = try db.rows(
                """
                SELECT COUNT(*) AS pages, CAST(COALESCE(SUM(size), 0) AS BIGINT) AS bytes FROM
                    (SELECT LENGTH(document_pages.text) AS size
                    FROM document_pages JOIN documents ON documents.id = document_pages.document_id
                    WHERE \(Self.isIn(scope)) LIMIT \(most)) AS counted
                """
            ).first
            guard let row else { return AskSize() }
            let (pages, bytes) = (try row.get("pages", as: Int.self), try row.get("bytes", as: Int.self))
            return AskSize(pages: pages, characters: max(0, bytes - pages * AskScope.sealBytes))
        }
    }

    func isBeingRead(_ scope: AskScope) async throws -> Bool {
        guard !scope.collections.isEmpty else { return false }
        let unread: [Document.State] = [.waiting, .reading]
        return try await database.read { db in
            try !db.rows(
                """
                SELECT id FROM documents WHERE \(Self.isIn(scope)) AND state IN (\(unread.map(\.rawValue))) LIMIT 1
                """
            ).isEmpty
        }
    }

    /// The documents of a scope in the order in which they are read: as asked for, else the oldest first.
    func order(of scope: AskScope) async throws -> [String] {
        guard !scope.collections.isEmpty else { return [] }
        let found = try await database.read { db in
            try db.rows("SELECT id FROM documents WHERE \(Self.isIn(scope)) ORDER BY id")
                .map { try $0.get("id", as: String.self) }
        }
        guard let documents = scope.documents else { return found }
        let there = Set(found)
        return documents.filter(there.contains)
    }

    private static func isIn(_ scope: AskScope) -> SQL {
        let chosen: SQL = scope.documents.map { "AND documents.id IN (\(Set($0)))" } ?? ""
        return "documents.collection_id IN (\(scope.collections)) AND documents.deleted_at IS NULL \(chosen)"
    }
}

extension AskScope {
    static let mostDocuments = 500
    /// Of a sealed text, beside what it says.
    fileprivate static let sealBytes = 40
}
