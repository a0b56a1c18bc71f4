import FoundationEssentials
import Persistence

/// The names of those who keep the data, as they were when they last changed something. They rest sealed.
struct KeeperNames: Sendable {
    static let migration = Migration(
        "keepers",
        "CREATE TABLE keepers (id TEXT PRIMARY KEY, sealed_name BLOB NOT NULL, seen_at INTEGER NOT NULL);"
    )
    static let sealedColumns = [SealedColumn("keepers", "sealed_name")]

    let keyring: Keyring

    /// In the transaction of what they change.
    func note(_ keeper: Keeper, at now: Date, in db: Connection) throws {
        let name = try EncryptedText(keeper.name, for: keeper.id, by: keyring)
        try db.execute(
            """
            INSERT INTO keepers (id, sealed_name, seen_at) VALUES (\(keeper.id), \(name), \(now))
            ON CONFLICT (id) DO UPDATE SET sealed_name = excluded.sealed_name, seen_at = excluded.seen_at
            """
        )
    }

    func names(of ids: Set<String>, in db: Connection) throws -> [String: String] {
        guard !ids.isEmpty else { return [:] }
        let rows = try db.rows("SELECT id, sealed_name FROM keepers WHERE id IN (\(ids))")
        return try rows.reduce(into: [:]) { names, row in
            let id: String = try row.get("id")
            names[id] = try row.get("sealed_name", as: EncryptedText.self).text(for: id, by: keyring)
        }
    }

    /// Returns whether there was one.
    func forget(_ id: String, in db: Connection) throws -> Bool {
        try db.execute("DELETE FROM keepers WHERE id = \(id)") > 0
    }
}

/// Who did something, on the wire. The name is missing where it was erased.
struct KeeperReference: Encodable, Sendable {
    let id: String
    let name: String?

    /// Nil for what nobody did, or somebody who was forgotten.
    init?(_ id: String?, _ names: [String: String]) {
        guard let id else { return nil }
        (self.id, name) = (id, names[id])
    }
}
