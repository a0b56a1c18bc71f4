import Audit
import Daemon
import Foundation
import Persistence
import SuiteProtocol

/// What administrators, and people themselves, change about an account.
extension UserStore {
    package func change(
        _ id: String,
        _ change: UserChange,
        by origin: AuditOrigin,
        at now: Date = Date()
    ) async throws -> ChangedPerson {
        try await database.write { db in
            guard let user = try registry.user(id, in: db) else { throw UserError.notFound }
            let outdates = try apply(change, to: user, by: origin, at: now, in: db)
            if user.roles.contains(.admin) { try requireAdministrator(in: db) }
            guard let person = try registry.person(id, in: db) else { throw UserError.notFound }
            return ChangedPerson(person: person, outdatesTokens: outdates)
        }
    }

    /// Returns whether tokens of before say what is no longer so.
    @discardableResult
    func apply(
        _ change: UserChange,
        to user: User,
        by origin: AuditOrigin,
        at now: Date,
        in db: Connection
    ) throws -> Bool {
        let changed = change.applied(to: user)
        if let email = changed.email, email != user.email, try isEmailTaken(email, besides: user.id, in: db) {
            throw UserError.emailTaken
        }
        if changed != user {
            try save(changed, was: user, in: db)
            let action: AuditAction = changed.roles == user.roles ? .userChanged : .userRolesChanged
            try registry.trail.record(action, by: origin, of: user.id, in: db)
        }
        var hasOtherGroups = false
        if let groups = change.groupIDs {
            hasOtherGroups = try UserGroup.settle(user.id, in: groups, by: origin, registry.trail, db)
        }
        let outdates = changed.roles != user.roles || changed.isMinor != user.isMinor || hasOtherGroups
        if outdates { try Self.markChanged([user.id], at: now, in: db) }
        return outdates
    }

    private func save(_ user: User, was before: User, in db: Connection) throws {
        let (index, sealed) = (registry.index, try SealedNames(user, by: registry.keyring))
        try db.execute(
            """
            UPDATE users SET sealed_name = \(sealed.name), sealed_email = \(sealed.email),
                email_key = \(user.email.map(index.key(ofEmail:))), email_confirmed = \(user.isEmailConfirmed),
                roles = \(user.roles.column), minor = \(user.isMinor), language = \(user.language?.rawValue)
            WHERE id = \(user.id)
            """
        )
        guard user.name != before.name || user.email != before.email else { return }
        let (old, new) = (Set(index.terms(of: before)), Set(index.terms(of: user)))
        try db.execute("DELETE FROM user_terms WHERE user_id = \(user.id) AND term IN (\(old.subtracting(new)))")
        try db.insert(
            new.subtracting(old).map { "(\($0), \(user.id))" },
            into: "user_terms (term, user_id)"
        )
    }

    /// Takes away the way in, and ends every sign-in.
    package func suspend(_ id: String, by origin: AuditOrigin, at now: Date = Date()) async throws -> ChangedPerson {
        guard id != origin.actor else { throw UserError.ownAccount }
        return try await database.write { db in
            let administers = try registry.user(id, in: db)?.roles.contains(.admin) == true
            let suspended = try db.execute(
                "UPDATE users SET suspended_at = \(now), changed_at = \(now) WHERE id = \(id) AND suspended_at IS NULL"
            )
            if administers { try requireAdministrator(in: db) }
            try db.execute("DELETE FROM one_time_links WHERE user_id = \(id)")
            let ended = try SessionStore.endAll(of: id, at: now, in: db)
            if suspended == 1 { try registry.trail.record(.userSuspended, by: origin, of: id, in: db) }
            guard let person = try registry.person(id, in: db) else { throw UserError.notFound }
            return ChangedPerson(person: person, outdatesTokens: true, endedSessions: ended)
        }
    }

    package func restore(_ id: String, by origin: AuditOrigin) async throws -> Person {
        try await admit(id, "suspended_at = NULL", where: "suspended_at IS NOT NULL", .userRestored, by: origin)
    }

    /// Lets in whoever registered themselves.
    package func approve(_ id: String, by origin: AuditOrigin) async throws -> Person {
        try await admit(id, "pending_since = NULL", where: "pending_since IS NOT NULL", .userApproved, by: origin)
    }

    private func admit(
        _ id: String,
        _ assignment: SQL,
        where condition: SQL,
        _ action: AuditAction,
        by origin: AuditOrigin
    ) async throws -> Person {
        try await database.write { db in
            let admitted = try db.execute("UPDATE users SET \(assignment) WHERE id = \(id) AND \(condition)")
            if admitted == 1 { try registry.trail.record(action, by: origin, of: id, in: db) }
            guard let person = try registry.person(id, in: db) else { throw UserError.notFound }
            return person
        }
    }

    /// Ends every sign-in of a person.
    package func signOut(_ id: String, by origin: AuditOrigin, at now: Date = Date()) async throws -> ChangedPerson {
        try await database.write { db in
            guard let person = try registry.person(id, in: db) else { throw UserError.notFound }
            try Self.markChanged([id], at: now, in: db)
            let ended = try SessionStore.endAll(of: id, at: now, in: db)
            try registry.trail.record(.sessionsEnded, by: origin, of: id, in: db)
            return ChangedPerson(person: person, outdatesTokens: true, endedSessions: ended)
        }
    }

    /// Replaces a password; every other sign-in ends, and no link of before serves.
    func setPassword(
        _ hash: String,
        of id: String,
        keeping session: String?,
        by origin: AuditOrigin,
        at now: Date,
        in db: Connection
    ) throws -> [String] {
        try db.execute("UPDATE users SET password_hash = \(hash) WHERE id = \(id)")
        try db.execute("DELETE FROM one_time_links WHERE user_id = \(id)")
        try registry.trail.record(.passwordChanged, by: origin, of: id, in: db)
        return try SessionStore.endAll(of: id, except: session, at: now, in: db)
    }

    /// Those who can let others in. Whoever is being erased is as good as gone.
    func administrators(in db: Connection) throws -> Set<String> {
        let rows = try db.rows(
            """
            SELECT id FROM users WHERE \(Role.admin.condition) AND \(UserStatus.active.condition)
            AND id NOT IN (SELECT subject FROM erasures WHERE finished_at IS NULL)
            """
        )
        return Set(try rows.map { try $0.get("id", as: String.self) })
    }

    /// Somebody must be left who may change everything back.
    func requireAdministrator(in db: Connection) throws {
        if try administrators(in: db).isEmpty { throw UserError.lastAdministrator }
    }

    /// Remembers that tokens issued before say what is no longer so.
    static func markChanged(_ ids: [String], at now: Date, in db: Connection) throws {
        try db.execute("UPDATE users SET changed_at = \(now) WHERE id IN (\(ids))")
    }

    /// Whose tokens of before are void, since when: what a restarted gateway must know again.
    func changed(since date: Date) async throws -> [(id: String, date: Date)] {
        try await database.read { db in
            try db.rows("SELECT id, changed_at FROM users WHERE changed_at >= \(date)").map {
                (try $0.get("id"), try $0.get("changed_at"))
            }
        }
    }
}
