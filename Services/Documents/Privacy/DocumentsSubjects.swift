import Daemon
import Identity
import Persistence
import SuiteProtocol

/// What this daemon holds on a person, all of it. Questions are answered and forgotten.
struct DocumentsSubjects: SubjectHolder {
    /// The daemon's own, and what is searched.
    let databases: [Database]
    let parts: [any SubjectPart]

    func categories(of subject: String, in language: Language) async throws -> [SubjectCategory] {
        var categories: [SubjectCategory] = []
        for part in parts { categories += try await part.categories(of: subject, in: language) }
        return categories
    }

    func data(of subject: String, in language: Language) async throws -> [String: JSONValue] {
        var data: [String: JSONValue] = [:]
        for part in parts { data.merge(try await part.data(of: subject, in: language)) { first, _ in first } }
        return data
    }

    func erase(_ subject: String, in language: Language) async throws -> SubjectErasure {
        var erasure = SubjectErasure()
        for part in parts { erasure.erased += try await part.erase(subject) }
        for database in databases { try await database.expunge() }
        if databases.contains(where: { $0.dialect == .postgres }) {
            erasure.kept.append(.init("database_log", 1, ground: Messages.databaseLogKept[language]))
        }
        return erasure
    }
}
