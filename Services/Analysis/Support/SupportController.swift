import Audit
import Daemon
import Hummingbird
import Identity
import SuiteProtocol

/// `/api/support`: help lines, the chain and its hours.
struct SupportController: Sendable {
    let store: SupportStore
    let people: PeopleClient

    /// For a group that requires `keepSupport`.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get("/", use: show)
            .put("/", use: change)
    }

    /// For everybody who is signed in, and for chat in their name.
    var publicRoutes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self).get("public", use: help)
    }

    @Sendable private func show(_ request: Request, context: AuthenticatedContext) async throws -> SupportBody {
        try await store.show()
    }

    @Sendable private func help(_ request: Request, context: AuthenticatedContext) async throws -> SupportHelp {
        try await store.help()
    }

    @Sendable private func change(_ request: Request, context: AuthenticatedContext) async throws -> SupportBody {
        let settings = try await request.decode(as: SupportSettings.self, context: context)
        try settings.check(at: store.now())
        var names: [String: String] = [:]
        for id in settings.userIDs {
            do {
                guard let person = try await people.person(id), person.roles.allow(.tendStudents) else {
                    throw SupportFault.unknownPerson
                }
                names[id] = person.name
            } catch is ServiceAway {
                throw Problem(.serviceUnavailable, "people_unknown", Messages.peopleUnknown)
            }
        }
        return try await store.keep(settings, people: names, by: context.origin)
    }
}
