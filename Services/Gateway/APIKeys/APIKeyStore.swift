import Audit
import Foundation
import Persistence
import SuiteProtocol

/// People's API keys, by their hashes.
package struct APIKeyStore: Sendable {
    let registry: PeopleRegistry
    private var database: Database { registry.database }

    package init(_ registry: PeopleRegistry) {
        self.registry = registry
    }

    package static func migrations(_ keyring: Keyring) -> [Migration] {
        [
            Migration(
                "api_keys",
                """
                CREATE TABLE api_keys (
                    id TEXT PRIMARY KEY,
                    user_id TEXT NOT NULL REFERENCES users (id),
                    name TEXT NOT NULL,
                    hash BLOB NOT NULL UNIQUE,
                    prefix TEXT NOT NULL,
                    scopes TEXT NOT NULL,
                    data_class TEXT,
                    created_at INTEGER NOT NULL,
                    expires_at INTEGER,
                    last_used_at INTEGER,
                    revoked_at INTEGER
                );
                CREATE INDEX api_keys_by_user ON api_keys (user_id);
                """
            ),
            Migration("api_keys sealed column", "ALTER TABLE api_keys ADD COLUMN sealed_name BLOB;"),
            Migration("api_keys sealed") { db in
                let rows = try db.rows("SELECT id, name FROM api_keys")
                for row in rows {
                    let id: String = try row.get("id")
                    let sealed = try EncryptedText(row.get("name"), for: id, by: keyring)
                    try db.execute("UPDATE api_keys SET name = '', sealed_name = \(sealed) WHERE id = \(id)")
                }
                return !rows.isEmpty
            },
            Migration("api_keys plain column", "ALTER TABLE api_keys DROP COLUMN name;"),
        ]
    }

    private static let columns: SQL =
        "id, user_id, sealed_name, prefix, scopes, data_class, created_at, expires_at, last_used_at"

    /// Live keys of one person.
    package static let most = 50

    /// Returns the key itself too, for the only time.
    package func create(
        _ new: NewAPIKey,
        for ownerID: String,
        by origin: AuditOrigin,
        at now: Date = Date()
    ) async throws -> (key: APIKey, secret: OpaqueToken) {
        let secret = OpaqueToken.generated(prefix: APIKey.mark)
        let (id, hash) = (newID(at: now), secret.hash)
        let prefix = String(secret.text.prefix(APIKey.mark.count + 8))
        let scopes = APIKeyScope.allCases.filter(new.scopes.contains).map(\.rawValue).joined(separator: ",")
        let name = try EncryptedText(new.name.text, for: id, by: registry.keyring)
        let key: APIKey? = try await database.write { [registry] db in
            let live = try db.rows("SELECT id FROM api_keys WHERE user_id = \(ownerID) AND revoked_at IS NULL")
            guard live.count < Self.most else { throw APIKeyError.tooMany }
            try db.execute(
                """
                INSERT INTO api_keys (id, user_id, sealed_name, hash, prefix, scopes, data_class, created_at, expires_at)
                VALUES (\(id), \(ownerID), \(name), \(hash), \(prefix), \(scopes),
                        \(new.dataClass?.rawValue), \(now), \(new.expiresAt))
                """
            )
            try registry.trail.record(.keyCreated, by: origin, of: ownerID, object: AuditObject("key", id), in: db)
            return try db.rows("SELECT \(Self.columns) FROM api_keys WHERE id = \(id)").first
                .map { try APIKey(row: $0, registry.keyring) }
        }
        guard let key else { throw APIKeyError.notFound }
        return (key, secret)
    }

    /// Newest first, without those that were revoked.
    package func list(of ownerID: String) async throws -> [APIKey] {
        try await database.read { [keyring = registry.keyring] db in
            try db.rows(
                """
                SELECT \(Self.columns) FROM api_keys WHERE user_id = \(ownerID) AND revoked_at IS NULL
                ORDER BY id DESC
                """
            ).map { try APIKey(row: $0, keyring) }
        }
    }

    /// False where this person has no such key.
    package func revoke(
        _ id: String,
        of ownerID: String,
        by origin: AuditOrigin,
        at now: Date = Date()
    ) async throws -> Bool {
        try await database.write { [trail = registry.trail] db in
            let revoked = try db.execute(
                """
                UPDATE api_keys SET revoked_at = \(now)
                WHERE id = \(id) AND user_id = \(ownerID) AND revoked_at IS NULL
                """
            )
            guard revoked == 1 else { return false }
            try trail.record(.keyRevoked, by: origin, of: ownerID, object: AuditObject("key", id), in: db)
            return true
        }
    }

    /// A key that serves now, and its owner.
    package func find(_ secret: OpaqueToken, at now: Date = Date()) async throws -> (key: APIKey, owner: User)? {
        let hash = secret.hash
        return try await database.read { [registry] db in
            let row = try db.rows(
                """
                SELECT \(Self.columns) FROM api_keys
                WHERE hash = \(hash) AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > \(now))
                """
            ).first
            guard let row else { return nil }
            let key = try APIKey(row: row, registry.keyring)
            return try registry.active(key.ownerID, in: db).map { (key, $0) }
        }
    }

    /// When keys were last used, by their ids.
    package func recordUses(_ uses: [String: Date]) async throws {
        try await database.write { db in
            for (id, date) in uses {
                try db.execute(
                    """
                    UPDATE api_keys SET last_used_at = \(date)
                    WHERE id = \(id) AND (last_used_at IS NULL OR last_used_at < \(date))
                    """
                )
            }
        }
    }
}
