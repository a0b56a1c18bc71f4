import Daemon
import Identity
import Persistence
import SuiteProtocol

/// Who wrote which approved answer. The answers stay when a person goes: only who wrote them is forgotten.
struct TopicSubjects: SubjectPart {
    let store: TopicStore

    private static let key = "topic_changes"

    func categories(of subject: String, in language: Language) async throws -> [SubjectCategory] {
        let holding = try await store.database
            .holding(in: "topic_versions", where: "changed_by", is: subject, at: "at")
        return [Messages.topicChanges.category(Self.key, holding, in: language)]
    }

    func data(of subject: String, in language: Language) async throws -> [String: JSONValue] {
        let rows = try await store.database.read { db in
            try db.all(
                "SELECT * FROM topic_versions WHERE changed_by = \(subject) ORDER BY at, id",
                as: TopicVersionRow.self
            )
        }
        let changes = try rows.map { row in
            let content = try row.content(store.keepers.keyring)
            return JSONValue.object([
                "at": try JSONValue(wire: row.at),
                "action": .string(row.change.rawValue),
                "title": .string(content.title),
                "answer": .string(content.answer),
            ])
        }
        return [Self.key: .array(changes)]
    }

    func erase(_ subject: String) async throws -> [SubjectErasure.Erased] {
        let count = try await store.database.write { db in
            _ = try store.keepers.forget(subject, in: db)
            return try db.execute("UPDATE topic_versions SET changed_by = NULL WHERE changed_by = \(subject)")
        }
        return [SubjectErasure.Erased(Self.key, count)]
    }
}
