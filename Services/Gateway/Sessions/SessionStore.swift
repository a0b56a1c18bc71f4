import Foundation
import Persistence
import SuiteProtocol

/// Sign-ins and their refresh tokens: a family of tokens each, of which only the newest may be used.
package struct SessionStore: Sendable {
    let database: Database

    package init(database: Database) {
        self.database = database
    }

    package static let migration = Migration(
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
    )

    /// A refresh token that isn't used for this long ends, and with it the session.
    package static let idleLifetime: TimeInterval = 30 * 24 * 3600
    /// However often it is refreshed, a session ends after this.
    package static let longestLifetime: TimeInterval = 90 * 24 * 3600
    /// Two tabs may present the same token within this time; only the first gets the next one.
    package static let concurrency: TimeInterval = 10

    package struct Opened: Sendable {
        package let sessionID: String
        package let token: OpaqueToken
    }

    package enum Rotation: Sendable {
        case rotated(User, sessionID: String, OpaqueToken)
        /// Somebody was a moment faster with the same token: they have the next one, and this one gets none.
        case concurrent(User, sessionID: String)
        /// An old token came back: it was stolen from somebody. The family is revoked.
        case reused(sessionID: String)
        case refused
    }

    package func open(for userID: String, at now: Date = Date()) async throws -> Opened {
        let opened = Opened(sessionID: newID(at: now), token: .generated())
        try await database.write { db in
            try db.execute("DELETE FROM refresh_tokens WHERE expires_at < \(now)")
            try db.execute(
                """
                DELETE FROM sessions WHERE expires_at < \(now)
                AND NOT EXISTS (SELECT 1 FROM refresh_tokens WHERE session_id = sessions.id)
                """
            )
            try db.execute(
                """
                INSERT INTO sessions (id, user_id, created_at, expires_at)
                VALUES (\(opened.sessionID), \(userID), \(now), \(now.addingTimeInterval(Self.longestLifetime)))
                """
            )
            try Self.insert(opened.token, opened.sessionID, now, in: db)
        }
        return opened
    }

    package func rotate(_ token: OpaqueToken, at now: Date = Date()) async throws -> Rotation {
        let hash = token.hash
        let next = OpaqueToken.generated()
        return try await database.write { db in
            guard let found: Found = try db.first(Self.query(hash, now)) else { return .refused }
            guard let usedAt = found.usedAt else {
                try db.execute("UPDATE refresh_tokens SET used_at = \(now) WHERE hash = \(hash)")
                try Self.insert(next, found.sessionID, now, in: db)
                return .rotated(found.user, sessionID: found.sessionID, next)
            }
            if now.timeIntervalSince(usedAt) <= Self.concurrency {
                return .concurrent(found.user, sessionID: found.sessionID)
            }
            try db.execute("UPDATE sessions SET revoked_at = \(now) WHERE id = \(found.sessionID)")
            return .reused(sessionID: found.sessionID)
        }
    }

    /// The session of a refresh token, whether it was used or not.
    package func session(of token: OpaqueToken) async throws -> String? {
        let hash = token.hash
        return try await database.read { db in
            try db.value("SELECT session_id AS value FROM refresh_tokens WHERE hash = \(hash)")
        }
    }

    package func revoke(_ id: String, at now: Date = Date()) async throws {
        try await database.write { db in
            try db.execute("UPDATE sessions SET revoked_at = \(now) WHERE id = \(id) AND revoked_at IS NULL")
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

    private static func query(_ hash: Data, _ now: Date) -> SQL {
        """
        SELECT users.id, username, name, email, roles, users.created_at, suspended_at, session_id, used_at
        FROM refresh_tokens
        JOIN sessions ON sessions.id = session_id
        JOIN users ON users.id = user_id
        WHERE hash = \(hash) AND refresh_tokens.expires_at > \(now) AND sessions.expires_at > \(now)
        AND revoked_at IS NULL AND suspended_at IS NULL
        """
    }

    private static func insert(
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

    private struct Found: RowDecodable {
        let user: User
        let sessionID: String
        let usedAt: Date?

        init(row: Row) throws {
            user = try User(row: row)
            sessionID = try row.get("session_id")
            usedAt = try row.get("used_at")
        }
    }
}
