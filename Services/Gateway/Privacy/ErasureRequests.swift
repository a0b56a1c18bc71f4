import Audit
import Daemon
import Foundation
import Identity
import Persistence
import SuiteProtocol

/// Begins the erasure of a person: by themselves, or by an administrator who says why.
struct ErasureRequests: Sendable {
    let store: ErasureStore
    let users: UserStore
    let daemons: DaemonSubjects
    let endings: SessionEndings
    let audit: AuditTrail

    /// Who wants it.
    enum Origin: Sendable {
        /// The person, in this session: it lasts until the account is gone, so that they see how it goes.
        case person(session: String?)
        case administrator(reason: String)
    }

    /// How long an answer waits for the end, which mostly comes at once.
    private static let patience = Duration.seconds(3)

    func begin(
        _ subject: String,
        by origin: Origin,
        _ auditOrigin: AuditOrigin,
        in language: Language,
        at now: Date = Date()
    ) async throws -> Erasure {
        if let known = try await store.find(subject: subject) { return known }
        let installed = daemons.installed
        let ended = try await store.database.write { db -> [String] in
            guard let user = try users.registry.user(subject, in: db) else { throw PrivacyError.unknownPerson }
            try store.begin(subject, at: installed, language.rawValue, now: now, in: db)
            if user.roles.contains(.admin) { try users.requireAdministrator(in: db) }
            var (kept, reason) = (String?.none, String?.none)
            switch origin {
            case .person(let session): kept = session
            case .administrator(let why):
                reason = why
                try db.execute(
                    "UPDATE users SET suspended_at = \(now) WHERE id = \(subject) AND suspended_at IS NULL"
                )
            }
            try audit.record(.dataErased, by: auditOrigin, of: subject, reason: reason, at: now, in: db)
            return try Self.end(of: subject, but: kept, now, in: db)
        }
        for session in ended { await endings.announce(session) }
        await endings.announce(changeOf: subject)
        return try await wait(for: subject)
    }

    func find(_ subject: String) async throws -> Erasure {
        guard let erasure = try await store.find(subject: subject) else { throw PrivacyError.noErasure }
        return erasure
    }

    /// Ends what lets a person in, but for one session. Returns the ids of what ended.
    private static func end(of subject: String, but session: String?, _ now: Date, in db: Connection) throws -> [String]
    {
        let keys: SQL = "user_id = \(subject) AND revoked_at IS NULL"
        let ended = try db.rows("SELECT id FROM api_keys WHERE \(keys)").map { try $0.get("id", as: String.self) }
        try db.execute("UPDATE api_keys SET revoked_at = \(now) WHERE \(keys)")
        try db.execute("DELETE FROM one_time_links WHERE user_id = \(subject)")
        try UserStore.markChanged([subject], at: now, in: db)
        return try SessionStore.endAll(of: subject, except: session, at: now, in: db) + ended
    }

    private func wait(for subject: String) async throws -> Erasure {
        let end = ContinuousClock.now + Self.patience
        while true {
            let erasure = try await find(subject)
            if erasure.isDone || ContinuousClock.now >= end { return erasure }
            try await Task.sleep(for: .milliseconds(100))
        }
    }
}
