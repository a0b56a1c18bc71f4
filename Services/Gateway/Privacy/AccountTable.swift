import Daemon
import Foundation
import Persistence

/// A table of the gateway whose rows belong to people: what it is for, and what of it goes along in an export.
package struct AccountTable: Sendable {
    /// A sealed column goes along opened, by its name without `sealed_`.
    enum Kind: Sendable { case text, time, sealed }

    let key: String
    package let table: String
    /// The column that names the person.
    var owner = "user_id"
    /// When a row came in; nil where nothing says it.
    var since: String?
    /// What the person may take along; hashes and what is sealed stay out.
    var exported: [(column: String, kind: Kind)] = []
    /// Tables whose rows hang on these: deleted with them, before.
    var dependents: [(table: String, column: String)] = []

    func count(of subject: String, in db: Connection) throws -> (count: Int, since: Date?, until: Date?) {
        let own: SQL = "FROM \(identifier: table) WHERE \(identifier: owner) = \(subject)"
        guard let since else { return (try db.value("SELECT COUNT(*) AS value \(own)") ?? 0, nil, nil) }
        let row = try db.rows(
            """
            SELECT COUNT(*) AS count, MIN(\(identifier: since)) AS since, MAX(\(identifier: since)) AS until \(own)
            """
        ).first
        guard let row else { return (0, nil, nil) }
        return (try row.get("count"), try row.get("since"), try row.get("until"))
    }

    func rows(of subject: String, by keyring: Keyring, in db: Connection) throws -> [JSONValue] {
        guard !exported.isEmpty else { return [] }
        return try db.rows("SELECT * FROM \(identifier: table) WHERE \(identifier: owner) = \(subject)").map { row in
            var members: [String: JSONValue] = [:]
            for (column, kind) in exported {
                switch kind {
                case .text: members[column] = try row.get(column, as: String?.self).map { .string($0) }
                case .time: members[column] = try row.get(column, as: Date?.self).map { try JSONValue(wire: $0) }
                case .sealed:
                    let text = try row.get(column, as: EncryptedText?.self)?.text(for: row.get("id"), by: keyring)
                    members[column.replacing("sealed_", with: "")] = text.map { .string($0) }
                }
            }
            return .object(members)
        }
    }

    func erase(_ subject: String, in db: Connection) throws -> Int {
        for dependent in dependents {
            try db.execute(
                """
                DELETE FROM \(identifier: dependent.table) WHERE \(identifier: dependent.column) IN
                (SELECT id FROM \(identifier: table) WHERE \(identifier: owner) = \(subject))
                """
            )
        }
        return try db.execute("DELETE FROM \(identifier: table) WHERE \(identifier: owner) = \(subject)")
    }
}

extension AccountTable {
    /// In the order in which they can be deleted; the account itself comes after.
    package static let all = [
        AccountTable(
            key: "sessions",
            table: "sessions",
            since: "created_at",
            exported: [
                ("id", .text), ("sealed_device", .sealed), ("sealed_network", .sealed), ("created_at", .time),
                ("last_seen_at", .time), ("expires_at", .time), ("revoked_at", .time),
            ],
            dependents: [("refresh_tokens", "session_id")]
        ),
        AccountTable(key: "devices", table: "known_devices", since: "seen_at", exported: [("seen_at", .time)]),
        AccountTable(
            key: "api_keys",
            table: "api_keys",
            since: "created_at",
            exported: [
                ("sealed_name", .sealed), ("prefix", .text), ("scopes", .text), ("created_at", .time),
                ("expires_at", .time),
                ("last_used_at", .time), ("revoked_at", .time),
            ]
        ),
        AccountTable(key: "consents", table: "consents", since: "created_at"),
        AccountTable(key: "groups", table: "group_members"),
        AccountTable(key: "links", table: "one_time_links", since: "expires_at", exported: [("expires_at", .time)]),
        AccountTable(
            key: "provider",
            table: "external_identities",
            since: "linked_at",
            exported: [("linked_at", .time)]
        ),
        AccountTable(key: "search_index", table: "user_terms"),
        AccountTable(key: "audit_visits", table: "audit_visits", owner: "person", since: "expires_at"),
    ]
}
