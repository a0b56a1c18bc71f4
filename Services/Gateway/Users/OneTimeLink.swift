import Audit
import Foundation
import Persistence
import SuiteProtocol

/// What lets somebody set their password once: an invitation, or another way in for who has forgotten theirs.
package struct OneTimeLink: Sendable {
    package enum Purpose: String, Codable, Sendable {
        case invitation, reset
    }

    package let token: OpaqueToken
    package let expiresAt: Date

    /// Long enough for a weekend.
    package static let lifetime: TimeInterval = 72 * 3600

    init(at now: Date) {
        token = .generated()
        expiresAt = now.addingTimeInterval(Self.lifetime)
    }

    /// Behind the `#`, so that no server's log and no referrer ever holds it.
    var path: String { "/welcome#\(token.text)" }
}

/// One-time links, by their hashes: each person has one at most.
package struct OneTimeLinkStore: Sendable {
    let users: UserStore
    private var database: Database { users.database }

    package init(users: UserStore) {
        self.users = users
    }

    package static let migration = Migration(
        "one-time links",
        """
        CREATE TABLE one_time_links (
            user_id TEXT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
            hash BLOB NOT NULL UNIQUE,
            expires_at INTEGER NOT NULL
        );
        """
    )

    /// Voids the link of before.
    package func create(for id: String, by origin: AuditOrigin, at now: Date = Date()) async throws -> OneTimeLink {
        let link = OneTimeLink(at: now)
        try await database.write { [users] db in
            switch try users.registry.user(id, in: db)?.status {
            case nil: throw UserError.notFound
            case .suspended: throw UserError.suspended
            case .pending: throw UserError.pending
            case .invited, .active: break
            }
            try db.execute("DELETE FROM one_time_links WHERE user_id = \(id)")
            try Self.insert([(id, link)], in: db)
            try users.registry.trail.record(.linkCreated, by: origin, of: id, in: db)
        }
        return link
    }

    static func insert(_ links: [(userID: String, link: OneTimeLink)], in db: Connection) throws {
        try db.insert(
            links.map { "(\($0.userID), \($0.link.token.hash), \($0.link.expiresAt))" },
            into: "one_time_links (user_id, hash, expires_at)"
        )
    }

    /// Whose link this is, and what it is for.
    package func find(_ token: OpaqueToken, at now: Date = Date()) async throws -> (
        user: User, purpose: OneTimeLink.Purpose
    ) {
        let hash = token.hash
        return try await database.read { [users] db in
            let user = try Self.owner(of: hash, users, at: now, in: db)
            return (user, user.status == .invited ? .invitation : .reset)
        }
    }

    /// Sets the password of the link's owner. The link is gone, and so is every earlier sign-in.
    package func use(
        _ token: OpaqueToken,
        hash password: String,
        by origin: @escaping @Sendable (_ userID: String) -> AuditOrigin,
        at now: Date = Date()
    ) async throws -> (userID: String, endedSessions: [String]) {
        let hash = token.hash
        return try await database.write { [users] db in
            let id = try Self.owner(of: hash, users, at: now, in: db).id
            try users.registry.trail.record(.linkUsed, by: origin(id), of: id, in: db)
            let ended = try users.setPassword(password, of: id, keeping: nil, by: origin(id), at: now, in: db)
            return (id, ended)
        }
    }

    private static func owner(of hash: Data, _ users: UserStore, at now: Date, in db: Connection) throws -> User {
        let id: String? = try db.value(
            "SELECT user_id AS value FROM one_time_links WHERE hash = \(hash) AND expires_at > \(now)"
        )
        guard let id, let user = try users.registry.active(id, in: db) else { throw UserError.linkInvalid }
        return user
    }
}
