import Audit
import Daemon
import Foundation
import Persistence
import SuiteProtocol

/// People with accounts.
package struct UserStore: Sendable {
    let registry: PeopleRegistry
    var database: Database { registry.database }

    package init(_ registry: PeopleRegistry) {
        self.registry = registry
    }

    package func isEmpty() async throws -> Bool {
        try await database.read { try $0.rows("SELECT id FROM users LIMIT 1").isEmpty }
    }

    /// The account, where it may be used now.
    package func active(_ id: String) async throws -> User? {
        try await database.read { [registry] in try registry.active(id, in: $0) }
    }

    package func person(_ id: String) async throws -> Person? {
        try await database.read { [registry] in try registry.person(id, in: $0) }
    }

    /// Whoever has this e-mail.
    package func user(email: String) async throws -> User? {
        let key = registry.index.key(ofEmail: email)
        return try await database.read { [registry] in try registry.users("email_key = \(key)", in: $0).first }
    }

    /// Whoever signs in with this name, and their password's hash.
    package func credentials(of username: String) async throws -> (user: User, hash: String?)? {
        let key = registry.index.key(ofUsername: username)
        return try await credentials("username_key = \(key)")
    }

    package func credentials(ofID id: String) async throws -> (user: User, hash: String?)? {
        try await credentials("id = \(id)")
    }

    private func credentials(_ condition: SQL) async throws -> (user: User, hash: String?)? {
        try await database.read { [registry] db in
            guard
                let row = try db.rows("SELECT \(User.columns), password_hash FROM users WHERE \(condition)").first
            else { return nil }
            return (try User(row: row, registry.keyring), try row.get("password_hash"))
        }
    }

    /// Opens an account.
    ///
    /// - Parameters:
    ///   - hash: of the password; nil for somebody who is invited, or known by a provider.
    ///   - method: `singleSignOn` for whom a provider knows.
    package func create(
        _ new: NewUser,
        hash: String? = nil,
        method: SignInMethod? = nil,
        by origin: AuditOrigin,
        at now: Date = Date()
    ) async throws -> Person {
        try await database.write { db in
            let user = try add(new, hash: hash, method: method, at: now, in: db)
            try registry.trail.record(.userCreated, by: origin, of: user.id, in: db)
            return try registry.person(user, in: db)
        }
    }

    /// The administrator of a new suite; nil where somebody has an account already.
    package func createFirst(_ new: NewUser, hash: String, by network: AuditOrigin, at now: Date = Date()) async throws
        -> User?
    {
        try await database.write { db in
            guard try db.rows("SELECT id FROM users LIMIT 1").isEmpty else { return nil }
            let user = try add(new, hash: hash, at: now, in: db)
            try registry.trail.record(.userCreated, by: network, of: user.id, in: db)
            return user
        }
    }

    /// Inserts a new account with its groups.
    func add(
        _ new: NewUser,
        hash: String?,
        method: SignInMethod? = nil,
        status: UserStatus? = nil,
        isEmailConfirmed: Bool = true,
        at now: Date,
        in db: Connection
    ) throws -> User {
        let method = method ?? (hash == nil ? nil : .password)
        let username = try new.username?.text ?? suggestion(for: new.name.text, in: db)
        try requireFree(username, new.email, in: db)
        let user = User(
            id: newID(at: now),
            username: username,
            name: new.name.text,
            email: new.email?.text,
            isEmailConfirmed: isEmailConfirmed,
            roles: new.roles,
            status: status ?? (method == nil ? .invited : .active),
            isMinor: new.isMinor,
            language: new.language,
            signIn: method,
            // As it will be read again: in whole milliseconds.
            createdAt: Date(timeIntervalSince1970: (now.timeIntervalSince1970 * 1000).rounded() / 1000)
        )
        try insert([user], hash: hash, in: db)
        try UserGroup.join(user.id, new.groupIDs, in: db)
        return user
    }

    /// Throws where somebody has this user name or this e-mail.
    func requireFree(_ username: String, _ email: EmailAddress?, in db: Connection) throws {
        if try isUsernameTaken(username, in: db) { throw UserError.usernameTaken }
        if let email, try isEmailTaken(email.text, in: db) { throw UserError.emailTaken }
    }

    private func isUsernameTaken(_ username: String, in db: Connection) throws -> Bool {
        let key = registry.index.key(ofUsername: username)
        return try !db.rows("SELECT id FROM users WHERE username_key = \(key)").isEmpty
    }

    func isEmailTaken(_ email: String, besides id: String = "", in db: Connection) throws -> Bool {
        let key = registry.index.key(ofEmail: email)
        return try !db.rows("SELECT id FROM users WHERE email_key = \(key) AND id <> \(id)").isEmpty
    }

    private func suggestion(for name: String, in db: Connection) throws -> String {
        try Username.suggestion(for: name) { try isUsernameTaken($0, in: db) }
    }

    /// Rows and index of new accounts, whose names are known to be free.
    func insert(_ users: [User], hash: String? = nil, in db: Connection) throws {
        let (index, keyring) = (registry.index, registry.keyring)
        var rows: [SQL] = []
        for user in users {
            let sealed = try SealedNames(user, by: keyring)
            let pendingSince = user.status == .pending ? user.createdAt : nil
            rows.append(
                """
                (\(user.id), \(index.key(ofUsername: user.username)), \(sealed.username), \(sealed.name),
                 \(sealed.email), \(user.email.map(index.key(ofEmail:))), \(user.isEmailConfirmed), \(user.roles.column),
                 \(hash), \(user.signIn == .singleSignOn), \(user.isMinor), \(user.language?.rawValue),
                 \(user.createdAt), \(pendingSince))
                """
            )
        }
        try db.insert(
            rows,
            into: """
                users (id, username_key, sealed_username, sealed_name, sealed_email, email_key, email_confirmed, roles,
                       password_hash, single_sign_on, minor, language, created_at, pending_since)
                """
        )
        try db.insert(index.rows(of: users), into: "user_terms (term, user_id)")
    }
}
