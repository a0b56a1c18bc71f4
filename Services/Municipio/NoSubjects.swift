import Daemon
import Identity
import SuiteProtocol

/// What the look-up keeps of people: nothing. A question is answered and forgotten.
struct NoSubjects: SubjectHolder {
    func categories(of subject: String, in language: Language) async throws -> [SubjectCategory] { [] }

    func data(of subject: String, in language: Language) async throws -> [String: JSONValue] { [:] }

    func erase(_ subject: String, in language: Language) async throws -> SubjectErasure { SubjectErasure() }
}
