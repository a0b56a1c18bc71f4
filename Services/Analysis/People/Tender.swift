import Audit
import Daemon
import HTTPTypes
import Identity
import SuiteProtocol

/// Whoever tends students, in one request: a tutor, or an administrator.
struct Tender: Sendable {
    let origin: AuditOrigin
    /// As their token says it.
    let name: String
    /// Those of their groups.
    let students: Set<String>
    /// Sees that there are alerts of everybody, but not what was written.
    let seesAll: Bool
    let principal: Principal
    let language: Language

    var id: String { origin.actor }
}

/// Who asks, and whose tutor they are.
struct Tenders: Sendable {
    let people: PeopleClient

    /// Without the gateway nobody's tutor is known, and nothing is shown.
    func tender(_ context: AuthenticatedContext) async throws -> Tender {
        let principal = context.principal
        do {
            let person = try await people.person(principal.subject)
            return Tender(
                origin: context.origin,
                name: principal.name,
                students: principal.roles.contains(.tutor) ? Set(person?.students ?? []) : [],
                seesAll: principal.roles.contains(.admin),
                principal: principal,
                language: context.language
            )
        } catch is ServiceAway {
            throw Problem(.serviceUnavailable, "people_unknown", Messages.peopleUnknown)
        }
    }
}
