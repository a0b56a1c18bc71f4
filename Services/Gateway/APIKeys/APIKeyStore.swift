import Foundation
import Persistence
import SuiteProtocol

/// People's API keys, by their hashes.
package struct APIKeyStore: Sendable {
    let database: Database

    package init(database: Database) {
        self.database = database
    }

    package static let migration = Migration(
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
    )

    private static let columns: SQL =
        "api_keys.id, user_id, api_keys.name, prefix, scopes, data_class, api_keys.created_at, expires_at, last_used_at"

    /// Live keys of one person.
    package static let most = 50

    /// Returns the key itself too, for the only time.
    package func create(
        _ new: NewAPIKey,
        for ownerID: String,
        at now: Date = Date()
    ) async throws -> (key: APIKey, secret: OpaqueToken) {
        let secret = OpaqueToken.generated(prefix: APIKey.mark)
        let (id, hash) = (newID(at: now), secret.hash)
        let prefix = String(secret.text.prefix(APIKey.mark.count + 8))
        let scopes = APIKeyScope.allCases.filter(new.scopes.contains).map(\.rawValue).joined(separator: ",")
        let key: APIKey? = try await database.write { db in
            let live = try db.rows("SELECT id FROM api_keys WHERE user_id = \(ownerID) AND revoked_at IS NULL")
            guard live.count < Self.most else { throw APIKeyError.tooMany }
            try db.execute(
                """
                INSERT INTO api_keys (id, user_id, name, hash, prefix, scopes, data_class, created_at, expires_at)
                VALUES (\(id), \(ownerID), \(new.name.text), \(hash), \(prefix), \(scopes),
                        \(new.dataClass?.rawValue), \(now), \(new.expiresAt))
                """
            )
            return try db.first("SELECT \(Self.columns) FROM api_keys WHERE id = \(id)")
        }
        guard let key else { throw APIKeyError.notFound }
        return (key, secret)
    }

    /// Newest first, without those that were revoked.
    package func list(of ownerID: String) async throws -> [APIKey] {
        try await database.read { db in
            try db.all(
                """
                SELECT \(Self.columns) FROM api_keys WHERE user_id = \(ownerID) AND revoked_at IS NULL
                ORDER BY id DESC
                """
            )
        }
    }

    /// False where this person has no such key.
    package func revoke(_ id: String, of ownerID: String, at now: Date = Date()) async throws -> Bool {
        try await database.write { db in
            try db.execute(
                """
                UPDATE api_keys SET revoked_at = \(now)
                WHERE id = \(id) AND user_id = \(ownerID) AND revoked_at IS NULL
                """
            ) == 1
        }
    }

    /// A key that serves now, and its owner.
    package func find(_ secret: OpaqueToken, at now: Date = Date()) async throws -> (key: APIKey, owner: User)? {
        let hash = secret.hash
        return try await database.read { db in
            let key: APIKey? = try db.first(
                """
                SELECT \(Self.columns) FROM api_keys
                WHERE hash = \(hash) AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > \(now))
                """
            )
            guard let key, let owner = try UserStore.active(key.ownerID, in: db) else { return nil }
            return (key, owner)
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
