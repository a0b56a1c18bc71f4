import Audit
import Foundation
import Persistence
import SuiteProtocol

/// A refresh token serves once: it is exchanged for the next of its family.
extension SessionStore {
    /// Two tabs may present the same token within this time; only the first gets the next one.
    package static let concurrency: TimeInterval = 10

    package enum Rotation: Sendable {
        case rotated(userID: String, sessionID: String, OpaqueToken)
        /// Somebody was a moment faster with the same token: they have the next one, and this one gets none.
        case concurrent(userID: String, sessionID: String)
        /// An old token came back: it was stolen from somebody. The family is revoked.
        case reused(sessionID: String)
        case refused
    }

    /// Exchanges a refresh token for the next one.
    package func rotate(_ token: OpaqueToken, at now: Date = Date()) async throws -> Rotation {
        let hash = token.hash
        let next = OpaqueToken.generated()
        return try await database.write { [trail = registry.trail] db in
            guard let found: Found = try db.first(Self.query(hash, now)) else { return .refused }
            let (user, session) = (found.userID, found.sessionID)
            guard let usedAt = found.usedAt else {
                try db.execute("UPDATE refresh_tokens SET used_at = \(now) WHERE hash = \(hash)")
                try db.execute("UPDATE sessions SET last_seen_at = \(now) WHERE id = \(session)")
                try db.execute("UPDATE users SET last_seen_at = \(now) WHERE id = \(user)")
                try Self.insert(next, session, now, in: db)
                return .rotated(userID: user, sessionID: session, next)
            }
            if now.timeIntervalSince(usedAt) <= Self.concurrency {
                return .concurrent(userID: user, sessionID: session)
            }
            try db.execute("UPDATE sessions SET revoked_at = \(now) WHERE id = \(session)")
            try trail.record(
                .sessionEnded,
                by: AuditOrigin(actor: AuditOrigin.anonymous),
                of: user,
                object: AuditObject("session", session),
                result: .refused,
                in: db
            )
            return .reused(sessionID: session)
        }
    }

    private static func query(_ hash: Data, _ now: Date) -> SQL {
        """
        SELECT user_id, session_id, used_at
        FROM refresh_tokens
        JOIN sessions ON sessions.id = session_id
        JOIN users ON users.id = user_id
        WHERE hash = \(hash) AND refresh_tokens.expires_at > \(now) AND sessions.expires_at > \(now)
        AND revoked_at IS NULL AND suspended_at IS NULL AND pending_since IS NULL
        """
    }

    private struct Found: RowDecodable {
        let userID: String
        let sessionID: String
        let usedAt: Date?

        init(row: Row) throws {
            userID = try row.get("user_id")
            sessionID = try row.get("session_id")
            usedAt = try row.get("used_at")
        }
    }
}
