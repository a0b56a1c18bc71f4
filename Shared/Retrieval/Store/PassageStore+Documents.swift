import Persistence

extension PassageStore {
    /// The documents that something is kept of, and how many passages of each: what has to be the same as elsewhere.
    package func documents() async throws -> [String: Int] {
        let rows = try await database.read { db in
            try db.rows(
                """
                SELECT s.document AS document, COUNT(p.id) AS passages
                FROM passage_sources s LEFT JOIN passages p ON p.document = s.document GROUP BY s.document
                """
            )
        }
        return try rows.reduce(into: [:]) { documents, row in
            documents[try row.get("document", as: String.self)] = try row.get("passages", as: Int.self)
        }
    }
}
