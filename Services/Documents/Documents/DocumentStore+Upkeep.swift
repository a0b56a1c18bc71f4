import Persistence

/// What is said of documents has to be so in other places too: here is looked where it isn't.
extension DocumentStore {
    /// What the number of passages is while nobody knows whether they can be found.
    static let unsettled = -1
    private static let looked = 500

    /// Documents that nobody works on and of which there is another number of passages than there must be, after `last` in
    /// the order of ids.
    ///
    /// - Returns: nil after the last document; there may be none among those that were looked at.
    func unlike(_ counts: [String: Int], after last: String) async throws -> (documents: [Document], last: String)? {
        let idle = [Document.State.ready, .failed, .cancelled]
        let rows = try await database.read { db in
            try db.rows(
                """
                SELECT id, passages FROM documents
                WHERE id > \(last) AND deleted_at IS NULL AND pages_done > 0 AND state IN (\(idle))
                ORDER BY id LIMIT \(Self.looked)
                """
            )
        }
        guard let end = try rows.last?.get("id", as: String.self) else { return nil }
        let unlike = try rows.compactMap { row in
            let (id, passages): (String, Int) = (try row.get("id"), try row.get("passages"))
            return counts[id, default: 0] == passages ? nil : id
        }
        return (Array(try await find(unlike).values), end)
    }

    /// Those that are there, by id.
    func find(_ ids: [String]) async throws -> [String: Document] {
        let rows = try await database.read { db in
            try db.all(
                "SELECT * FROM documents WHERE id IN (\(ids)) AND deleted_at IS NULL",
                as: DocumentRow.self
            )
        }
        return Dictionary(uniqueKeysWithValues: try rows.map { ($0.id, try $0.document(keyring)) })
    }
}
