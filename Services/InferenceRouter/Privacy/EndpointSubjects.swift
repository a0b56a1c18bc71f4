import Daemon
import FoundationEssentials
import Identity
import Persistence
import SuiteProtocol

/// What the router keeps of a person: which endpoints they named. Requests pass through it, and spending is counted by
/// endpoint and model, for nobody by name.
struct EndpointSubjects: SubjectHolder {
    let store: EndpointStore

    private static let key = "endpoints"

    func categories(of subject: String, in language: Language) async throws -> [SubjectCategory] {
        let named = try await store.named(by: subject)
        return [
            SubjectCategory(
                key: Self.key,
                title: RouterMessages.namedEndpoints[language],
                count: named.count,
                since: named.map(\.createdAt).min(),
                until: named.map(\.createdAt).max(),
                purpose: RouterMessages.namedEndpointsPurpose[language],
                ground: RouterMessages.namedEndpointsGround[language]
            )
        ]
    }

    func data(of subject: String, in language: Language) async throws -> [String: JSONValue] {
        [Self.key: .array(try await store.named(by: subject).map { try JSONValue(wire: $0) })]
    }

    /// The endpoints stay: they are the institution's. Who named them is forgotten.
    func erase(_ subject: String, in language: Language) async throws -> SubjectErasure {
        let count = try await store.forget(subject)
        try await store.database.expunge()
        return SubjectErasure(erased: [.init(Self.key, count)])
    }
}
