import Foundation
import Persistence
import SuiteProtocol

/// People with accounts.
package struct UserStore: Sendable {
    let database: Database

    package init(database: Database) {
        self.database = database
    }

    package static let migration = Migration(
        "users",
        """
        CREATE TABLE users (
            id TEXT PRIMARY KEY,
            username TEXT NOT NULL,
            username_key TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            email TEXT,
            roles TEXT NOT NULL,
            password_hash TEXT,
            created_at INTEGER NOT NULL,
            suspended_at INTEGER
        );
        """
    )

    private static let columns: SQL = "id, username, name, email, roles, created_at, suspended_at"

    package func isEmpty() async throws -> Bool {
        try await database.read { try $0.rows("SELECT id FROM users LIMIT 1").isEmpty }
    }

    /// The account, unless it is suspended.
    package func active(_ id: String) async throws -> User? {
        try await database.read { try Self.active(id, in: $0) }
    }

    static func active(_ id: String, in db: Connection) throws -> User? {
        try db.first("SELECT \(columns) FROM users WHERE id = \(id) AND suspended_at IS NULL")
    }

    /// Oldest first, after the id `cursor`.
    package func list(after cursor: String?, limit: Int) async throws -> [User] {
        try await database.read { db in
            try db.all(
                "SELECT \(Self.columns) FROM users WHERE id > \(cursor ?? "") ORDER BY id LIMIT \(limit)"
            )
        }
    }

    /// Whoever signs in with this name, and their password's hash.
    package func credentials(of username: String) async throws -> (user: User, hash: String?)? {
        let key = Username.key(of: username)
        // PostgreSQL can't hold the character, so nobody has it in their name.
        guard !key.utf8.contains(0) else { return nil }
        return try await database.read { db in
            guard
                let row = try db.rows("SELECT \(Self.columns), password_hash FROM users WHERE username_key = \(key)")
                    .first
            else { return nil }
            return (try User(row: row), try row.get("password_hash"))
        }
    }

    package func create(_ new: NewUser, hash: String, at now: Date = Date()) async throws -> User {
        let user = User(new, at: now)
        try await database.write { db in
            let added = try db.execute(
                """
                INSERT INTO users (id, username, username_key, name, email, roles, password_hash, created_at)
                VALUES (\(user.id), \(user.username), \(new.username.key), \(user.name), \(user.email),
                        \(user.roleList), \(hash), \(user.createdAt))
                ON CONFLICT (username_key) DO NOTHING
                """
            )
            if added == 0 { throw UserError.usernameTaken }
        }
        return user
    }

    /// The administrator of a new suite; nil where somebody has an account already.
    package func createFirst(_ new: NewUser, hash: String, at now: Date = Date()) async throws -> User? {
        let user = User(new, at: now)
        return try await database.write { db in
            guard try db.rows("SELECT id FROM users LIMIT 1").isEmpty else { return nil }
            try db.execute(
                """
                INSERT INTO users (id, username, username_key, name, email, roles, password_hash, created_at)
                VALUES (\(user.id), \(user.username), \(new.username.key), \(user.name), \(user.email),
                        \(user.roleList), \(hash), \(user.createdAt))
                """
            )
            return user
        }
    }
}

extension User {
    fileprivate init(_ new: NewUser, at now: Date) {
        self.init(
            id: newID(at: now),
            username: new.username.text,
            name: new.name,
            email: new.email,
            roles: new.roles,
            // As it will be read again: in whole milliseconds.
            createdAt: Date(timeIntervalSince1970: (now.timeIntervalSince1970 * 1000).rounded() / 1000),
            suspendedAt: nil
        )
    }

    fileprivate var roleList: String {
        Role.allCases.filter(roles.contains).map(\.rawValue).joined(separator: ",")
    }
}
