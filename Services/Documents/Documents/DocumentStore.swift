import FoundationEssentials
import Identity
import Persistence

/// Documents and their pages. Names and texts are sealed.
struct DocumentStore: Sendable {
    let database: Database
    let keyring: Keyring
    let jobs: JobStore

    /// - Throws: `DocumentError.notFound` where the person may not read it.
    func visible(_ id: String, to principal: Principal) async throws -> Document {
        try await database.read { db in
            let row = try db.first(
                """
                SELECT documents.* FROM documents JOIN collections ON collections.id = documents.collection_id
                WHERE documents.id = \(id) AND deleted_at IS NULL AND \(CollectionStore.isReadable(by: principal))
                """,
                as: DocumentRow.self
            )
            guard let row else { throw DocumentError.notFound }
            return try row.document(keyring)
        }
    }

    /// - Throws: `DocumentError.notFound`, or `CollectionError.notYours` for what is shared with the person.
    func changeable(_ id: String, by principal: Principal) async throws -> Document {
        let document = try await visible(id, to: principal)
        guard document.owner == principal.subject else { throw CollectionError.notYours }
        return document
    }

    /// - Throws: `DocumentError.pageNotFound`.
    func page(_ number: Int, of id: String) async throws -> StoredPage {
        let page = try await database.read { db in
            try db.first(
                "SELECT * FROM document_pages WHERE document_id = \(id) AND number = \(number)",
                as: PageRow.self
            )
        }
        guard let page else { throw DocumentError.pageNotFound }
        return try page.page(keyring)
    }

    /// In their order, from a page on.
    ///
    /// - Parameter withWords: whether it is told where words stand.
    func pages(of id: String, from first: Int, limit: Int, withWords: Bool = false) async throws -> [StoredPage] {
        let words: SQL = withWords ? "words" : "NULL AS words"
        let rows = try await database.read { db in
            try db.all(
                """
                SELECT id, document_id, number, text, layout, \(words) FROM document_pages
                WHERE document_id = \(id) AND number >= \(first) ORDER BY number LIMIT \(limit)
                """,
                as: PageRow.self
            )
        }
        return try rows.map { try $0.page(keyring) }
    }

    /// What stands for a file, or for an external id, where its value tells too much.
    func key(of value: String, for what: String) -> Data? {
        keyring.searchTerms([value], for: "documents \(what)").first
    }

    /// The row of one that wasn't deleted.
    func find(_ id: String, in db: Connection) throws -> DocumentRow? {
        try db.first("SELECT * FROM documents WHERE id = \(id) AND deleted_at IS NULL", as: DocumentRow.self)
    }

    /// For those who work on it in nobody's name; nil where it is gone.
    func find(_ id: String) async throws -> Document? {
        try await database.read { db in try find(id, in: db)?.document(keyring) }
    }
}
