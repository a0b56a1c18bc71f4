import Daemon
import SuiteProtocol

/// A part of what this daemon holds on a person.
protocol SubjectPart: Sendable {
    func categories(of subject: String, in language: Language) async throws -> [SubjectCategory]
    func data(of subject: String, in language: Language) async throws -> [String: JSONValue]
    /// What went, by its key.
    func erase(_ subject: String) async throws -> [SubjectErasure.Erased]
}
