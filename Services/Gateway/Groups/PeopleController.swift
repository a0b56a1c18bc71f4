import Hummingbird
import Identity

/// `/internal/people`: whom somebody's groups link them to, for the suite's other daemons.
struct PeopleController: Sendable {
    let groups: GroupStore

    /// For a group that requires a daemon.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self).get(":id", use: show)
    }

    @Sendable private func show(_ request: Request, context: AuthenticatedContext) async throws -> PersonRelations {
        try await groups.relations(of: context.id("id"))
    }
}
