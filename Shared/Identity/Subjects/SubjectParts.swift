import Daemon
import Persistence
import SuiteProtocol

/// A part of what a daemon holds on a person.
package protocol SubjectPart: Sendable {
    func categories(of subject: String, in language: Language) async throws -> [SubjectCategory]
    func data(of subject: String, in language: Language) async throws -> [String: JSONValue]
    /// What went, by its key.
    func erase(_ subject: String) async throws -> [SubjectErasure.Erased]
}

/// What a daemon holds on a person, part by part, in its databases.
package struct SubjectParts: SubjectHolder {
    private let databases: [Database]
    private let parts: [any SubjectPart]

    /// - Parameter databases: what was erased leaves their files too.
    package init(_ parts: [any SubjectPart], in databases: [Database]) {
        self.parts = parts
        self.databases = databases
    }

    package func categories(of subject: String, in language: Language) async throws -> [SubjectCategory] {
        var categories: [SubjectCategory] = []
        for part in parts { categories += try await part.categories(of: subject, in: language) }
        return categories
    }

    package func data(of subject: String, in language: Language) async throws -> [String: JSONValue] {
        var data: [String: JSONValue] = [:]
        for part in parts { data.merge(try await part.data(of: subject, in: language)) { first, _ in first } }
        return data
    }

    package func erase(_ subject: String, in language: Language) async throws -> SubjectErasure {
        var erasure = SubjectErasure()
        for part in parts { erasure.erased += try await part.erase(subject) }
        for database in databases { try await database.expunge() }
        if databases.contains(where: { $0.dialect == .postgres }) {
            erasure.kept.append(.init("database_log", 1, ground: Self.databaseLogKept[language]))
        }
        return erasure
    }

    private static let databaseLogKept = LocalizedText(
        es: """
            El diario de PostgreSQL conserva los últimos cambios hasta que el servidor lo recicla; los textos que haya \
            ahí están cifrados.
            """,
        en: "PostgreSQL's log keeps the last changes until the server recycles it; texts in it are sealed."
    )
}
