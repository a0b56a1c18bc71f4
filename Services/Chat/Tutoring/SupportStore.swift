import FoundationEssentials
import Persistence

/// The last that analysis told of help, kept so that it is there when analysis is not.
struct SupportStore: Sendable {
    let database: Database

    static let migration = Migration(
        "support",
        "CREATE TABLE support (id INTEGER PRIMARY KEY, content TEXT NOT NULL, told_at INTEGER NOT NULL);"
    )

    func find() async throws -> Support? {
        let content: String? = try await database.read { try $0.value("SELECT content AS value FROM support") }
        return try content.map { try JSONDecoder().decode(Support.self, from: Data($0.utf8)) }
    }

    func keep(_ support: Support) async throws {
        let content = String(decoding: try JSONEncoder().encode(support), as: UTF8.self)
        try await database.write { db in
            try db.execute(
                """
                INSERT INTO support (id, content, told_at) VALUES (1, \(content), \(Date()))
                ON CONFLICT (id) DO UPDATE SET content = excluded.content, told_at = excluded.told_at
                """
            )
        }
    }
}
