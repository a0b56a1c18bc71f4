import Audit
import Daemon
import Foundation
import Hummingbird
import Identity
import Persistence
import SuiteProtocol

/// `/api/consents`, and what guardians said at `/api/users/{id}/consents`.
struct ConsentController: Sendable {
    let consents: Consents
    let users: UserStore
    let groups: GroupStore

    /// For a group whose sender is known.
    var ownRoutes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get(use: list)
            .put(":purpose", use: grant)
            .delete(":purpose", use: withdraw)
    }

    var guardianRoutes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get(":id/consents", use: listOther)
            .put(":id/consents/:purpose", use: grantForOther)
            .delete(":id/consents/:purpose", use: withdrawForOther)
    }

    struct List: ResponseEncodable {
        let items: [ConsentBody]
    }

    struct Grant: Decodable {
        let version: Int
        let guardian: Guardian?
    }

    @Sendable private func list(_ request: Request, context: AuthenticatedContext) async throws -> List {
        List(items: try await consents.list(of: try await own(context), in: context.language))
    }

    @Sendable private func grant(_ request: Request, context: AuthenticatedContext) async throws -> ConsentBody {
        let (purpose, user) = (try purpose(context), try await own(context))
        let grant = try await request.decode(as: Grant.self, context: context)
        try await consents.grant(purpose, version: grant.version, of: user, by: .init(origin: context.origin))
        return try await consents.body(of: purpose, of: user, in: context.language)
    }

    @Sendable private func withdraw(_ request: Request, context: AuthenticatedContext) async throws -> ConsentBody {
        let (purpose, user) = (try purpose(context), try await own(context))
        try await consents.withdraw(purpose, of: user, by: .init(origin: context.origin))
        return try await consents.body(of: purpose, of: user, in: context.language)
    }

    @Sendable private func listOther(_ request: Request, context: AuthenticatedContext) async throws -> List {
        List(items: try await consents.list(of: try await other(context), in: context.language))
    }

    @Sendable private func grantForOther(_ request: Request, context: AuthenticatedContext) async throws -> ConsentBody
    {
        let (purpose, user) = (try purpose(context), try await other(context))
        let grant = try await request.decode(as: Grant.self, context: context)
        guard let guardian = grant.guardian?.checked else { throw PrivacyError.guardianMissing }
        let speaker = Consents.Speaker(origin: context.origin, guardian: guardian)
        try await consents.grant(purpose, version: grant.version, of: user, by: speaker)
        return try await consents.body(of: purpose, of: user, in: context.language)
    }

    @Sendable private func withdrawForOther(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> ConsentBody {
        let (purpose, user) = (try purpose(context), try await other(context))
        try await consents.withdraw(purpose, of: user, by: .init(origin: context.origin))
        return try await consents.body(of: purpose, of: user, in: context.language)
    }

    private func purpose(_ context: AuthenticatedContext) throws(PrivacyError) -> Purpose {
        guard let purpose = context.parameters.get("purpose").flatMap(Purpose.init(rawValue:)) else {
            throw .unknownPurpose
        }
        return purpose
    }

    private func own(_ context: AuthenticatedContext) async throws -> User {
        guard let user = try await users.active(context.principal.subject) else { throw Problem.unauthenticated }
        return user
    }

    /// Administrators reach everybody, tutors the students of their own groups; for all others nobody is there.
    private func other(_ context: AuthenticatedContext) async throws -> User {
        let (id, principal) = (try context.id("id"), context.principal)
        guard principal.can(.administerUsers) || principal.can(.tutorGroups) else { throw Problem.forbidden }
        var mayAct = principal.can(.administerUsers)
        if !mayAct { mayAct = try await groups.relations(of: principal.subject).students.contains(id) }
        guard mayAct, let user = try await users.active(id) else { throw PrivacyError.unknownPerson }
        return user
    }
}

extension ConsentBody: ResponseEncodable {}
