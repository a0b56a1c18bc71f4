import Audit
import Foundation
import Persistence
import SuiteProtocol

/// What the stores of people stand on: the database, the keys of what rests sealed in it, and the audit.
package struct PeopleRegistry: Sendable {
    package let database: Database
    let keyring: Keyring
    let trail: AuditTrail

    package init(database: Database, keyring: Keyring, trail: AuditTrail) {
        self.database = database
        self.keyring = keyring
        self.trail = trail
    }

    var index: UserIndex { UserIndex(keyring: keyring) }

    func user(_ id: String, in db: Connection) throws -> User? {
        try users("id = \(id)", in: db).first
    }

    /// Whoever may use the suite now.
    func active(_ id: String, in db: Connection) throws -> User? {
        try users("id = \(id) AND suspended_at IS NULL AND pending_since IS NULL", in: db).first
    }

    /// Oldest first.
    ///
    /// - Parameter condition: what stands after `WHERE`, with anything that follows the order.
    func users(_ condition: SQL, limit: Int? = nil, in db: Connection) throws -> [User] {
        let limit: SQL = limit.map { "LIMIT \($0)" } ?? ""
        return try db.rows("SELECT \(User.columns) FROM users WHERE \(condition) ORDER BY id \(limit)")
            .map { try User(row: $0, keyring) }
    }

    func person(_ id: String, in db: Connection) throws -> Person? {
        try user(id, in: db).map { try person($0, in: db) }
    }

    func person(_ user: User, in db: Connection) throws -> Person {
        let groups = try UserGroup.memberships(of: [user.id], in: db)
        return Person(user: user, groups: groups[user.id] ?? [])
    }

    func people(_ users: [User], in db: Connection) throws -> [Person] {
        let groups = try UserGroup.memberships(of: users.map(\.id), in: db)
        return users.map { Person(user: $0, groups: groups[$0.id] ?? []) }
    }

    /// The names of those among them who have an account, by id.
    func names(of ids: Set<String>) async throws -> [String: String] {
        guard !ids.isEmpty else { return [:] }
        return try await database.read { [keyring] db in
            try db.rows("SELECT id, sealed_name FROM users WHERE id IN (\(Array(ids)))").reduce(into: [:]) {
                names,
                row in
                let id: String = try row.get("id")
                names[id] = try row.get("sealed_name", as: EncryptedText.self).text(for: id, by: keyring)
            }
        }
    }
}
