import Daemon
import Identity
import Persistence
import SuiteProtocol

/// The letters, templates and tables of one person. Whom letters are about only their texts say.
struct LetterSubjects: SubjectPart {
    let store: LetterStore
    let retentionDays: Int

    private static let key = "letters"

    func categories(of subject: String, in language: Language) async throws -> [SubjectCategory] {
        let holding = try await store.database.read { db in
            try db.first(
                """
                SELECT COUNT(*) AS count, MIN(created_at) AS since, MAX(created_at) AS until FROM (
                    SELECT created_at FROM letters WHERE owner = \(subject)
                    UNION ALL SELECT created_at FROM letter_templates WHERE owner = \(subject)
                    UNION ALL SELECT created_at FROM letter_tables WHERE owner = \(subject)
                ) AS held
                """,
                as: Holding.self
            )
        }
        return [Messages.lettersHeld.category(Self.key, holding, days: retentionDays, in: language)]
    }

    /// What they are called: their files are downloaded where they were made.
    func data(of subject: String, in language: Language) async throws -> [String: JSONValue] {
        let templates = try await store.templates(of: subject).map { template in
            JSONValue.object([
                "kind": .string("template"), "name": .string(template.name),
                "fields": .array(template.fields.map(JSONValue.string)),
            ])
        }
        let letters = try await store.list(of: subject, after: nil, limit: .max).map { progress in
            JSONValue.object([
                "kind": .string("letters"), "name": .string(progress.letters.name),
                "at": try JSONValue(wire: progress.letters.createdAt), "made": try JSONValue(wire: progress.made),
            ])
        }
        return [Self.key: .array(templates + letters)]
    }

    func erase(_ subject: String) async throws -> [SubjectErasure.Erased] {
        let count = try await store.database.write { db in
            let ids = try db.rows("SELECT id FROM letters WHERE owner = \(subject)")
                .map { try $0.get("id", as: String.self) }
            try store.jobs.remove(subjects: Set(ids), in: db)
            let letters = try db.execute("DELETE FROM letters WHERE owner = \(subject)")
            let templates = try db.execute("DELETE FROM letter_templates WHERE owner = \(subject)")
            let tables = try db.execute("DELETE FROM letter_tables WHERE owner = \(subject)")
            return letters + templates + tables
        }
        return [SubjectErasure.Erased(Self.key, count)]
    }
}
