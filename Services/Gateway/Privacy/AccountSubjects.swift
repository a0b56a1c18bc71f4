import Daemon
import Foundation
import Identity
import Persistence
import SuiteProtocol

/// What the gateway itself holds on a person: the account and all that hangs on it.
struct AccountSubjects: Sendable {
    let registry: PeopleRegistry
    let consents: ConsentStore
    let endings: SessionEndings
    let log: AuditLog

    var database: Database { registry.database }

    private static let account = "account"

    func categories(of subject: String, in language: Language) async throws -> [SubjectCategory] {
        var categories = try await database.read { db in
            try AccountTable.all.map { table in
                let found = try table.count(of: subject, in: db)
                return Self.category(table.key, found.count, since: found.since, until: found.until, language)
            }
        }
        let user = try await person(subject)?.user
        let since = user?.createdAt
        categories.insert(
            Self.category(Self.account, user == nil ? 0 : 1, since: since, until: since, language),
            at: 0
        )
        let lines = try await log.count(naming: subject)
        categories.append(Self.category(AuditKept.key, lines, since: nil, until: nil, language))
        return categories
    }

    func data(of subject: String, in language: Language) async throws -> [String: JSONValue] {
        var data = try await database.read { [registry] db in
            try AccountTable.all.reduce(into: [String: JSONValue]()) { data, table in
                data[table.key] = .array(try table.rows(of: subject, by: registry.keyring, in: db))
            }
        }
        if let person = try await person(subject) { data[Self.account] = try JSONValue(wire: PersonBody(person)) }
        data["consents"] = .array(try await consents.history(of: subject, language))
        return data
    }

    /// Removes the account with all that hangs on it, and ends the erasure. Audit lines stay.
    func erase(_ task: ErasureTask, in language: Language, recordingIn store: ErasureStore) async throws {
        let subject = task.subject
        let lines = try await log.count(naming: subject)
        let sessions = try await database.write { db in
            let sessions = try db.rows("SELECT id FROM sessions WHERE user_id = \(subject)")
                .map { try $0.get("id", as: String.self) }
            var outcome = SubjectErasure()
            for table in AccountTable.all { outcome.erased.append(.init(table.key, try table.erase(subject, in: db))) }
            try db.execute("UPDATE consents SET recorded_by = NULL WHERE recorded_by = \(subject)")
            let accounts = try db.execute("DELETE FROM users WHERE id = \(subject)")
            outcome.erased.append(.init(Self.account, accounts))
            if lines > 0 {
                outcome.kept.append(.init(AuditKept.key, lines, ground: Messages.auditKept[language]))
            }
            if db.dialect == .postgres {
                outcome.kept.append(.init("database_log", 1, ground: Messages.databaseLogKept[language]))
            }
            try store.note(outcome, of: task, in: db)
            return sessions
        }
        for session in sessions { await endings.announce(session) }
        try await database.expunge()
        try await store.finishAll(task, now: Date())
    }

    private func person(_ id: String) async throws -> Person? {
        try await database.read { [registry] in try registry.person(id, in: $0) }
    }

    private static func category(
        _ key: String,
        _ count: Int,
        since: Date?,
        until: Date?,
        _ language: Language
    ) -> SubjectCategory {
        let text = Messages.accountData[key]
        return SubjectCategory(
            key: key,
            title: text?.title[language] ?? key,
            count: count,
            since: since,
            until: until,
            purpose: text?.purpose[language] ?? "",
            ground: text?.ground[language] ?? "",
            retentionDays: text?.retentionDays
        )
    }
}

enum AuditKept {
    static let key = "audit"
}
