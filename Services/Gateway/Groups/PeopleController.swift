import Daemon
import Hummingbird
import Identity

/// `/internal/people`: whom somebody's groups link them to, for the suite's other daemons.
struct PeopleController: Sendable {
    let groups: GroupStore

    /// For a group whose sender is known.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self).get(":id", use: show)
    }

    @Sendable private func show(_ request: Request, context: AuthenticatedContext) async throws -> PersonRelations {
        guard context.principal.callingService != nil else { throw Problem.forbidden }
        return try await groups.relations(of: context.id("id"))
    }
}
