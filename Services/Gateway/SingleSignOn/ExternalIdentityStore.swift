import Audit
import Foundation
import Persistence
import SuiteProtocol

/// Which account belongs to which person of the provider, and which attempts were used.
struct ExternalIdentityStore: Sendable {
    let users: UserStore

    static let migration = Migration(
        "external_identities",
        """
        CREATE TABLE external_identities (
            identity BLOB PRIMARY KEY,
            user_id TEXT NOT NULL UNIQUE REFERENCES users (id) ON DELETE CASCADE,
            linked_at INTEGER NOT NULL
        );
        CREATE TABLE used_sign_ins (
            state BLOB PRIMARY KEY,
            expires_at INTEGER NOT NULL
        );
        CREATE INDEX used_sign_ins_by_expiry ON used_sign_ins (expires_at);
        """
    )

    /// The id of a person's account: linked before, found by their verified e-mail, or opened now where its domain may.
    ///
    /// An attempt serves once: the second time its answer comes, whoever sends it isn't whom it was for.
    func account(
        of person: ExternalIdentity,
        _ settings: SingleSignOnSettings,
        _ attempt: SignInAttempt,
        from origin: SignInOrigin,
        at now: Date
    ) async throws -> String {
        let registry = users.registry
        let identity = try person.key(by: registry.keyring)
        return try await registry.database.write { db in
            try use(attempt, at: now, in: db)
            if let id: String = try db.value(
                "SELECT user_id AS value FROM external_identities WHERE identity = \(identity)"
            ) {
                guard try registry.active(id, in: db) != nil else { throw SingleSignOnError.accountInactive }
                return id
            }
            guard let email = person.verifiedEmail else { throw SingleSignOnError.emailNotVerified }
            let known = try known(email, in: db)
            let user = try known ?? opened(for: person, email, settings, at: now, in: db)
            try db.execute(
                """
                INSERT INTO external_identities (identity, user_id, linked_at)
                VALUES (\(identity), \(user.id), \(now))
                """
            )
            try db.execute("UPDATE users SET single_sign_on = \(true) WHERE id = \(user.id)")
            // An invitation that is still about would let whoever holds it set a password.
            try db.execute("DELETE FROM one_time_links WHERE user_id = \(user.id)")
            try registry.trail.record(
                known == nil ? .userRegistered : .identityLinked,
                by: origin.audit(actor: user.id),
                of: user.id,
                in: db
            )
            return user.id
        }
    }

    private func use(_ attempt: SignInAttempt, at now: Date, in db: Connection) throws {
        try db.execute("DELETE FROM used_sign_ins WHERE expires_at < \(now)")
        let added = try db.execute(
            """
            INSERT INTO used_sign_ins (state, expires_at)
            VALUES (\(OpaqueToken(text: attempt.state).hash), \(attempt.expiresAt)) ON CONFLICT (state) DO NOTHING
            """
        )
        if added == 0 { throw SingleSignOnError.expired }
    }

    /// The account with this e-mail, where that proves whose it is.
    private func known(_ email: String, in db: Connection) throws -> User? {
        let key = users.registry.index.key(ofEmail: email)
        guard let user = try users.registry.users("email_key = \(key)", in: db).first else { return nil }
        // Whoever wrote a colleague's address into their own account would be given the colleague's sign-ins.
        guard user.isEmailConfirmed else { throw SingleSignOnError.accountNotConfirmed }
        // An address that was given to somebody new doesn't open the account of whom it belonged to before.
        let linked = try db.rows("SELECT user_id FROM external_identities WHERE user_id = \(user.id)")
        guard linked.isEmpty else { throw SingleSignOnError.accountNotConfirmed }
        guard user.status == .active || user.status == .invited else { throw SingleSignOnError.accountInactive }
        return user
    }

    private func opened(
        for person: ExternalIdentity,
        _ email: String,
        _ settings: SingleSignOnSettings,
        at now: Date,
        in db: Connection
    ) throws -> User {
        guard let address = try? EmailAddress(email), settings.domains.contains(address) else {
            throw SingleSignOnError.noAccount
        }
        let name = person.name.flatMap { DisplayName($0)?.text } ?? String(email.prefix { $0 != "@" })
        guard let new = try? NewUser(name: name, email: email, roles: [settings.role]) else {
            throw SingleSignOnError.refused
        }
        return try users.add(new, hash: nil, method: .singleSignOn, at: now, in: db)
    }
}
