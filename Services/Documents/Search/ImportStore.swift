import Conversion
import Foundation
import Persistence
import Retrieval
import TextAnalysis
import Uploads

/// Puts imported texts in place of those that are called the same in their collection, and has them found.
struct ImportStore: Sendable {
    /// Two imports of the same id at once: the second finds what the first wrote.
    private static let attempts = 3

    let documents: DocumentStore
    let passages: PassageStore
    /// Bytes of one person's documents.
    let quota: Int

    /// - Parameter texts: of ids that differ.
    /// - Returns: once all can be found; false where they are more than the owner may have.
    func keep(_ texts: [ReadText], in collection: Collection) async throws -> Bool {
        guard !texts.isEmpty else { return true }
        for attempt in 1... {
            do {
                return try await write(texts, in: collection)
            } catch let error as DatabaseError {
                guard case .constraint = error, attempt < Self.attempts else { throw error }
            }
        }
        return false
    }

    private func write(_ texts: [ReadText], in collection: Collection) async throws -> Bool {
        let keys = texts.map { documents.key(of: $0.source.id, for: "external \(collection.id)") ?? Data() }
        let known = try await known(keys, in: collection)
        let now = Date()
        let rows = try await onFileThread { [documents] in
            try zip(texts, keys).map { text, key in
                try ImportedRow(text, key: key, replaces: known[key], collection, at: now, documents.keyring)
            }
        }
        let bytes = rows.reduce(0) { $0 + $1.bytes }
        let hasRoom = try await documents.database.write { db in
            try documents.check(collection.id, of: collection.owner, in: db)
            guard try documents.hasRoom(for: bytes, of: collection.owner, quota: quota, in: db) else { return false }
            let replaced = rows.filter(\.isReplaced)
            try db.execute("DELETE FROM document_pages WHERE document_id IN (\(replaced.map(\.id)))")
            for row in replaced where try db.execute(row.update) == 0 { throw DocumentError.notFound }
            try db.insert(rows.filter { !$0.isReplaced }.map(\.insertion), into: ImportedRow.table)
            try db.insert(rows.flatMap(\.pages), into: SealedPage.table)
            return true
        }
        guard hasRoom else { return false }
        try await passages.replace(rows.map { ($0.source, $0.passages) })
        try await settle(rows, in: collection)
        return true
    }

    /// What was deleted meanwhile, with its collection or alone, isn't found; what was replaced is as it was told.
    private func settle(_ rows: [ImportedRow], in collection: Collection) async throws {
        let there = try await documents.existing(rows.map(\.id))
        let gone = rows.map(\.id).filter { !there.contains($0) }
        if !gone.isEmpty { try await passages.remove(documents: gone) }
        let replaced = rows.filter(\.isReplaced)
        guard !replaced.isEmpty else { return }
        try await documents.database.write { db in
            for row in replaced {
                try db.execute("UPDATE documents SET passages = \(row.passages.count) WHERE id = \(row.id)")
            }
        }
    }

    private func known(_ keys: [Data], in collection: Collection) async throws -> [Data: String] {
        let rows = try await documents.database.read { db in
            try db.rows(
                """
                SELECT id, external_key FROM documents
                WHERE collection_id = \(collection.id) AND external_key IN (\(keys)) AND deleted_at IS NULL
                """
            )
        }
        return try rows.reduce(into: [:]) { known, row in
            known[try row.get("external_key", as: Data.self)] = try row.get("id", as: String.self)
        }
    }
}

/// A document of an import, ready to be written.
private struct ImportedRow: Sendable {
    static let table: SQL = """
        documents (id, collection_id, owner, about, kind, bytes, external_key, has_file, state, pages, pages_done,
            passages, recognised_pages, marked_pages, faulty_pages, language, created_at, updated_at)
        """
    let id: String
    let isReplaced: Bool
    let bytes: Int
    let source: PassageSource
    let passages: [NewPassage]
    let pages: [SQL]
    let insertion: SQL
    let update: SQL

    init(
        _ text: ReadText,
        key: Data,
        replaces known: String?,
        _ collection: Collection,
        at now: Date,
        _ keyring: Keyring
    ) throws {
        let id = known ?? text.newID
        self.id = id
        isReplaced = known != nil
        bytes = text.source.text.utf8.count
        passages = text.passages
        let stored = text.pages(of: id)
        pages = try stored.map { try SealedPage($0, keyring).values }
        let about = Document.About(
            name: text.source.title,
            title: text.source.title,
            externalID: text.source.id,
            url: text.source.url
        )
        source = PassageSource(
            id: id,
            collection: collection.id,
            owner: collection.owner,
            kind: FileKind.text.rawValue,
            date: now,
            title: about.title,
            externalID: about.externalID,
            url: about.url,
            analyzer: text.analyzer
        )
        let sealed = try EncryptedText(json: about, for: id, by: keyring)
        let (count, marked) = (stored.count, PageCounts(stored).marked)
        insertion = """
            (\(id), \(collection.id), \(collection.owner), \(sealed), \(FileKind.text), \(bytes), \(key), 0,
                \(Document.State.ready), \(count), \(count), \(passages.count), 0, \(marked), 0, \(text.analyzer), \(now),
                \(now))
            """
        update = """
            UPDATE documents SET about = \(sealed), bytes = \(bytes), pages = \(count), pages_done = \(count),
                passages = \(DocumentStore.unsettled), marked_pages = \(marked), language = \(text.analyzer), updated_at = \(now)
            WHERE id = \(id) AND deleted_at IS NULL
            """
    }
}
