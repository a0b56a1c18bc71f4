import FoundationEssentials
import Persistence

/// The names of students and of those who tend them, as they were when last heard of. They rest sealed.
struct PeopleNames: Sendable {
    static let migration = Migration(
        "people",
        "CREATE TABLE people (id TEXT PRIMARY KEY, sealed_name BLOB NOT NULL, seen_at INTEGER NOT NULL);"
    )
    static let sealedColumns = [SealedColumn("people", "sealed_name")]

    let keyring: Keyring

    func note(_ id: String, _ name: String, at now: Date, in db: Connection) throws {
        let name = try EncryptedText(name, for: id, by: keyring)
        try db.execute(
            """
            INSERT INTO people (id, sealed_name, seen_at) VALUES (\(id), \(name), \(now))
            ON CONFLICT (id) DO UPDATE SET sealed_name = excluded.sealed_name, seen_at = excluded.seen_at
            """
        )
    }

    func names(of ids: Set<String>, in db: Connection) throws -> [String: String] {
        guard !ids.isEmpty else { return [:] }
        let rows = try db.rows("SELECT id, sealed_name FROM people WHERE id IN (\(ids))")
        return try rows.reduce(into: [:]) { names, row in
            let id: String = try row.get("id")
            names[id] = try row.get("sealed_name", as: EncryptedText.self).text(for: id, by: keyring)
        }
    }

    func forget(_ id: String, in db: Connection) throws {
        try db.execute("DELETE FROM people WHERE id = \(id)")
    }
}

/// Somebody, on the wire. The name is missing where it was erased.
struct PersonReference: Encodable, Sendable {
    let id: String
    let name: String?

    init(_ id: String, _ names: [String: String]) {
        (self.id, name) = (id, names[id])
    }

    /// Nil for nobody, or somebody who was forgotten.
    init?(_ id: String?, _ names: [String: String]) {
        guard let id else { return nil }
        self.init(id, names)
    }
}
