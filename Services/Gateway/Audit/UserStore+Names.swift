import Persistence

extension UserStore {
    /// The names of those among them who have an account, by id.
    func names(of ids: Set<String>) async throws -> [String: String] {
        guard !ids.isEmpty else { return [:] }
        return try await database.read { db in
            try db.rows("SELECT id, name FROM users WHERE id IN (\(Array(ids)))").reduce(into: [:]) { names, row in
                names[try row.get("id", as: String.self)] = try row.get("name", as: String.self)
            }
        }
    }
}
