import Audit
import Foundation
import Persistence
import SuiteProtocol

/// Sign-ins and their refresh tokens: a family of tokens each, of which only the newest may be used.
package struct SessionStore: Sendable {
    let registry: PeopleRegistry
    var database: Database { registry.database }

    package init(_ registry: PeopleRegistry) {
        self.registry = registry
    }

    package static let migrations = [
        Migration(
            "sessions",
            """
            CREATE TABLE sessions (
                id TEXT PRIMARY KEY,
                user_id TEXT NOT NULL REFERENCES users (id),
                created_at INTEGER NOT NULL,
                expires_at INTEGER NOT NULL,
                revoked_at INTEGER
            );
            CREATE INDEX sessions_by_user ON sessions (user_id);
            CREATE INDEX sessions_by_expiry ON sessions (expires_at);
            CREATE TABLE refresh_tokens (
                hash BLOB PRIMARY KEY,
                session_id TEXT NOT NULL REFERENCES sessions (id),
                expires_at INTEGER NOT NULL,
                used_at INTEGER
            );
            CREATE INDEX refresh_tokens_by_session ON refresh_tokens (session_id);
            CREATE INDEX refresh_tokens_by_expiry ON refresh_tokens (expires_at);
            """
        ),
        Migration(
            "sessions devices",
            """
            ALTER TABLE sessions ADD COLUMN sealed_device BLOB;
            ALTER TABLE sessions ADD COLUMN sealed_network BLOB;
            ALTER TABLE sessions ADD COLUMN last_seen_at INTEGER;
            """
        ),
    ]

    /// A refresh token that isn't used for this long ends, and with it the session.
    package static let idleLifetime: TimeInterval = 30 * 24 * 3600
    /// However often it is refreshed, a session ends after this.
    package static let longestLifetime: TimeInterval = 90 * 24 * 3600
    package struct Opened: Sendable {
        package let sessionID: String
        package let token: OpaqueToken
    }

    package func open(for userID: String, from origin: SignInOrigin, at now: Date = Date()) async throws -> Opened {
        let opened = Opened(sessionID: newID(at: now), token: .generated())
        let seal = { [registry] text in try EncryptedText(text, for: opened.sessionID, by: registry.keyring) }
        let (device, network) = (try origin.label.map(seal), try origin.network.map(seal))
        try await database.write { [trail = registry.trail] db in
            try db.execute("DELETE FROM refresh_tokens WHERE expires_at < \(now)")
            try db.execute(
                """
                DELETE FROM sessions WHERE expires_at < \(now)
                AND NOT EXISTS (SELECT 1 FROM refresh_tokens WHERE session_id = sessions.id)
                """
            )
            try db.execute(
                """
                INSERT INTO sessions (id, user_id, created_at, expires_at, sealed_device, sealed_network, last_seen_at)
                VALUES (\(opened.sessionID), \(userID), \(now), \(now.addingTimeInterval(Self.longestLifetime)),
                        \(device), \(network), \(now))
                """
            )
            try db.execute("UPDATE users SET last_seen_at = \(now) WHERE id = \(userID)")
            try Self.insert(opened.token, opened.sessionID, now, in: db)
            try trail.record(.sessionStarted, by: origin.audit(actor: userID), of: userID, in: db)
        }
        return opened
    }

    /// The session of a refresh token, whether it was used or not, and whose it is.
    package func session(of token: OpaqueToken) async throws -> (id: String, userID: String)? {
        let hash = token.hash
        return try await database.read { db in
            try db.rows(
                """
                SELECT sessions.id, user_id FROM refresh_tokens JOIN sessions ON sessions.id = session_id
                WHERE hash = \(hash)
                """
            ).first.map { (try $0.get("id"), try $0.get("user_id")) }
        }
    }

    /// False where this person has no such session any more.
    @discardableResult
    package func revoke(
        _ id: String,
        of userID: String,
        by origin: AuditOrigin,
        at now: Date = Date()
    ) async throws -> Bool {
        try await database.write { [trail = registry.trail] db in
            let ended = try db.execute(
                """
                UPDATE sessions SET revoked_at = \(now)
                WHERE id = \(id) AND user_id = \(userID) AND revoked_at IS NULL
                """
            )
            guard ended == 1 else { return false }
            let object = AuditObject("session", id)
            try trail.record(.sessionEnded, by: origin, of: userID, object: object, in: db)
            return true
        }
    }

    /// Ends all sessions of a person but one, and says which.
    package func revokeAll(
        of userID: String,
        except kept: String?,
        by origin: AuditOrigin,
        at now: Date = Date()
    ) async throws -> [String] {
        try await database.write { [trail = registry.trail] db in
            let ended = try Self.endAll(of: userID, except: kept, at: now, in: db)
            try trail.record(.sessionsEnded, by: origin, of: userID, in: db)
            return ended
        }
    }

    static func endAll(of userID: String, except kept: String? = nil, at now: Date, in db: Connection) throws
        -> [String]
    {
        let live: SQL = "user_id = \(userID) AND revoked_at IS NULL AND expires_at > \(now) AND id <> \(kept ?? "")"
        let ids = try db.rows("SELECT id FROM sessions WHERE \(live)").map { try $0.get("id", as: String.self) }
        if !ids.isEmpty { try db.execute("UPDATE sessions SET revoked_at = \(now) WHERE \(live)") }
        return ids
    }

    /// Where somebody is signed in, the newest first.
    package func list(of userID: String, at now: Date = Date()) async throws -> [SignInRecord] {
        try await database.read { [keyring = registry.keyring] db in
            try db.rows(
                """
                SELECT id, created_at, last_seen_at, sealed_device, sealed_network FROM sessions
                WHERE user_id = \(userID) AND revoked_at IS NULL AND expires_at > \(now)
                AND EXISTS (SELECT 1 FROM refresh_tokens
                            WHERE session_id = sessions.id AND used_at IS NULL AND expires_at > \(now))
                ORDER BY id DESC
                """
            ).map { try SignInRecord(row: $0, keyring) }
        }
    }

    /// When a session ends by itself; nil where it has ended.
    package func expiry(of id: String, at now: Date = Date()) async throws -> Date? {
        try await database.read { db in
            try db.value(
                "SELECT expires_at AS value FROM sessions WHERE id = \(id) AND revoked_at IS NULL AND expires_at > \(now)"
            )
        }
    }

    /// Revoked so recently that an access token of theirs may still be about: what a restarted gateway must know again.
    package func revoked(since date: Date) async throws -> [String] {
        try await database.read { db in
            try db.rows("SELECT id FROM sessions WHERE revoked_at >= \(date)").map { try $0.get("id") }
        }
    }

    static func insert(
        _ token: OpaqueToken,
        _ session: String,
        _ now: Date,
        in db: Connection
    ) throws {
        try db.execute(
            """
            INSERT INTO refresh_tokens (hash, session_id, expires_at)
            VALUES (\(token.hash), \(session), \(now.addingTimeInterval(idleLifetime)))
            """
        )
    }
}
