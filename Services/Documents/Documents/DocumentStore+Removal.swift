import Audit
import FoundationEssentials
import Persistence

/// What is deleted is nobody's at once; its pages go when passages and files are gone, so that a crash in between leaves
/// nothing that isn't found and finished.
extension DocumentStore {
    /// Ids in one statement.
    private static let asked = 500

    /// With all that came within it.
    ///
    /// - Parameter alsoWriting: in the same transaction.
    func markDeleted(
        _ id: String,
        at now: Date = Date(),
        alsoWriting record: @escaping @Sendable (Connection) throws -> Void = { _ in }
    ) async throws {
        try await database.write { db in
            try mark("(id = \(id) OR parent_id = \(id))", at: now, in: db)
            try record(db)
        }
    }

    /// With the jobs that work on them.
    ///
    /// - Parameter condition: on documents.
    /// - Returns: how many there were.
    @discardableResult
    func mark(_ condition: SQL, at now: Date, in db: Connection) throws -> Int {
        let chosen: SQL = "SELECT id FROM documents WHERE \(condition) AND deleted_at IS NULL"
        try db.execute("DELETE FROM jobs WHERE subject IN (\(chosen))")
        return try db.execute(
            """
            UPDATE documents SET deleted_at = \(now), digest = NULL, external_key = NULL
            WHERE \(condition) AND deleted_at IS NULL
            """
        )
    }

    /// Those that were deleted, and still have something.
    func deleted(limit: Int) async throws -> [String] {
        try await database.read { db in
            try db.rows("SELECT id FROM documents WHERE deleted_at IS NOT NULL ORDER BY deleted_at LIMIT \(limit)")
                .map { try $0.get("id", as: String.self) }
        }
    }

    /// Rows and pages, once nothing else is left.
    func forget(_ ids: [String]) async throws {
        try await database.write { db in
            try db.execute("DELETE FROM document_pages WHERE document_id IN (\(ids))")
            try db.execute("DELETE FROM documents WHERE id IN (\(ids)) AND deleted_at IS NOT NULL")
        }
    }

    /// Which of these are documents that weren't deleted.
    func existing(_ ids: some Swift.Collection<String>) async throws -> Set<String> {
        try await known(ids, where: "deleted_at IS NULL")
    }

    /// The names of those of them that weren't deleted, by their ids.
    func names(of ids: Set<String>) async throws -> [String: String] {
        var (rest, names) = (Array(ids)[...], [String: String]())
        while !rest.isEmpty {
            let part = Array(rest.prefix(Self.asked))
            rest = rest.dropFirst(Self.asked)
            let rows = try await database.read { db in
                try db.all(
                    "SELECT * FROM documents WHERE id IN (\(part)) AND deleted_at IS NULL",
                    as: DocumentRow.self
                )
            }
            for row in rows {
                let document = try row.document(keyring)
                names[document.id] = document.about.name
            }
        }
        return names
    }

    /// Which of these have a row.
    func known(_ ids: some Swift.Collection<String>, where condition: SQL = "1 = 1") async throws -> Set<String> {
        var (rest, found) = (Array(ids)[...], Set<String>())
        while !rest.isEmpty {
            let part = Array(rest.prefix(Self.asked))
            rest = rest.dropFirst(Self.asked)
            let rows = try await database.read { db in
                try db.rows("SELECT id FROM documents WHERE id IN (\(part)) AND \(condition)")
            }
            for row in rows { found.insert(try row.get("id")) }
        }
        return found
    }
}
