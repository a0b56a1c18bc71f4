import Daemon
import Hummingbird
import SuiteProtocol

/// What a daemon knows of people: it can say it, hand it over, and forget it.
package protocol SubjectHolder: Sendable {
    /// Every kind of data of this person, also those of which there is none.
    func categories(of subject: String, in language: Language) async throws -> [SubjectCategory]

    /// The data themselves, by the key of their kind, as the person may take them along.
    func data(of subject: String, in language: Language) async throws -> [String: JSONValue]

    /// Removes all of it from databases, files, indexes and streams. Doing it again finds nothing, and is no error; what
    /// can't be reached now throws, and it is asked for again.
    func erase(_ subject: String, in language: Language) async throws -> SubjectErasure
}

/// The answer to `GET /internal/subjects/{id}`.
package struct SubjectReport: Codable, Sendable, ResponseEncodable {
    package let categories: [SubjectCategory]
    /// Only where it was asked for.
    package let data: [String: JSONValue]?

    package init(categories: [SubjectCategory], data: [String: JSONValue]? = nil) {
        self.categories = categories
        self.data = data
    }
}

extension SubjectErasure: ResponseEncodable {}
