import Daemon
import FoundationEssentials
import Identity
import Persistence
import SuiteProtocol

/// What somebody asked, and nothing was known to answer with.
struct UnansweredSubjects: SubjectPart {
    let store: UnansweredStore
    let retentionDays: Int

    private static let key = "unanswered_questions"

    func categories(of subject: String, in language: Language) async throws -> [SubjectCategory] {
        let holding = try await store.database
            .holding(in: "unanswered_questions", where: "owner", is: subject, at: "asked_at")
        return [Messages.unansweredQuestions.category(Self.key, holding, days: retentionDays, in: language)]
    }

    func data(of subject: String, in language: Language) async throws -> [String: JSONValue] {
        let rows = try await store.database.read { db in
            try db.all(
                "SELECT * FROM unanswered_questions WHERE owner = \(subject) ORDER BY asked_at, id",
                as: UnansweredRow.self
            )
        }
        let questions = try rows.map { row in
            JSONValue.object([
                "at": try JSONValue(wire: row.askedAt),
                "text": .string(try row.text(store.keyring) ?? ""),
            ])
        }
        return [Self.key: .array(questions)]
    }

    func erase(_ subject: String) async throws -> [SubjectErasure.Erased] {
        let count = try await store.database.write { db in
            let count = try db.execute("DELETE FROM unanswered_questions WHERE owner = \(subject)")
            try UnansweredStore.removeEmptyGroups(in: db)
            return count
        }
        return [SubjectErasure.Erased(Self.key, count)]
    }
}

extension UnansweredStore {
    /// Removes what was asked before a date, and the oldest of what is too many.
    ///
    /// - Returns: how many there were, at most `limit`.
    func removeOld(before date: Date, limit: Int) async throws -> Int {
        try await database.write { db in
            let count: Int = try db.value("SELECT COUNT(*) AS value FROM unanswered_questions") ?? 0
            let due: Int =
                try db.value("SELECT COUNT(*) AS value FROM unanswered_questions WHERE asked_at < \(date)") ?? 0
            let removed = try db.execute(
                """
                DELETE FROM unanswered_questions WHERE id IN
                (SELECT id FROM unanswered_questions ORDER BY asked_at LIMIT \(min(limit, max(due, count - Self.most, 0))))
                """
            )
            if removed > 0 { try Self.removeEmptyGroups(in: db) }
            return removed
        }
    }

    static func removeEmptyGroups(in db: Connection) throws {
        try db.execute(
            """
            DELETE FROM unanswered_groups WHERE NOT EXISTS
            (SELECT 1 FROM unanswered_questions WHERE group_id = unanswered_groups.id)
            """
        )
    }
}
