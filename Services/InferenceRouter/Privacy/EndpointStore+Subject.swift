import FoundationEssentials
import Persistence

extension EndpointStore {
    /// An endpoint that somebody named.
    struct Named: Encodable, RowDecodable, Sendable {
        let id: String
        let url: String
        let createdAt: Date

        init(row: Row) throws {
            id = try row.get("id")
            url = try row.get("url")
            createdAt = try row.get("created_at")
        }
    }

    func named(by person: String) async throws -> [Named] {
        try await database.read { db in
            try db.all("SELECT id, url, created_at FROM endpoints WHERE created_by = \(person) ORDER BY created_at")
        }
    }

    /// Returns how many endpoints no longer say who named them.
    func forget(_ person: String) async throws -> Int {
        try await database.write { try $0.execute("UPDATE endpoints SET created_by = '' WHERE created_by = \(person)") }
    }
}
