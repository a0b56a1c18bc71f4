import Hummingbird
import Identity

/// `/internal/people`: who somebody is and whom their groups link them to, for the suite's other daemons.
struct PeopleController: Sendable {
    let groups: GroupStore
    let users: UserStore
    let consents: Consents

    /// For a group that requires a daemon.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get(":id", use: show)
            .get("groups/:id", use: showGroup)
    }

    @Sendable private func showGroup(_ request: Request, context: AuthenticatedContext) async throws -> GroupStudents {
        try await groups.students(of: context.id("id"))
    }

    @Sendable private func show(_ request: Request, context: AuthenticatedContext) async throws -> PersonRelations {
        let id = try context.id("id")
        guard let user = try await users.active(id) else { throw UserError.notFound }
        var relations = try await groups.relations(of: id)
        relations.withheld = try await consents.withheld(of: user)
        return relations
    }
}
