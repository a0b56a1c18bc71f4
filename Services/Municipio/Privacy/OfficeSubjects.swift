import Daemon
import Identity
import Persistence
import SuiteProtocol

/// Who changed which office. The offices stay when a person goes: only who changed them is forgotten.
struct OfficeSubjects: SubjectPart {
    let store: OfficeStore

    private static let key = "office_changes"

    func categories(of subject: String, in language: Language) async throws -> [SubjectCategory] {
        let holding = try await store.database
            .holding(in: "office_versions", where: "changed_by", is: subject, at: "at")
        return [Messages.officeChanges.category(Self.key, holding, in: language)]
    }

    func data(of subject: String, in language: Language) async throws -> [String: JSONValue] {
        let versions = try await store.database.read { db in
            try db.all(
                "SELECT \(OfficeVersion.columns) FROM office_versions WHERE changed_by = \(subject) ORDER BY revision",
                as: OfficeVersion.self
            )
        }
        let changes = try versions.map { version in
            JSONValue.object([
                "at": try JSONValue(wire: version.at),
                "action": .string(version.kind),
                "municipality": .string(store.name(of: version.place)),
                "dependencia": .string(version.data.dependencia),
            ])
        }
        return [Self.key: .array(changes)]
    }

    func erase(_ subject: String) async throws -> [SubjectErasure.Erased] {
        try await store.database.write { db in
            let count = try db.execute("UPDATE office_versions SET changed_by = NULL WHERE changed_by = \(subject)")
            try db.execute("UPDATE offices SET updated_by = NULL WHERE updated_by = \(subject)")
            for column in ["created_by", "applied_by", "undone_by"] {
                try db.execute(
                    "UPDATE office_imports SET \(identifier: column) = NULL WHERE \(identifier: column) = \(subject)"
                )
            }
            _ = try store.keepers.forget(subject, in: db)
            return [SubjectErasure.Erased(Self.key, count)]
        }
    }
}
