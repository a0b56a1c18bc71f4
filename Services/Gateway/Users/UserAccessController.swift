import Audit
import Daemon
import HTTPTypes
import Hummingbird
import Identity

/// What administrators see and end of somebody's ways in: sign-ins and API keys.
struct UserAccessController: Sendable {
    let users: UserStore
    let sessions: SessionStore
    let keys: APIKeyStore
    let endings: SessionEndings

    /// For a group that requires `administerUsers`.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get(":id/sessions", use: listSessions)
            .delete(":id/sessions/:session", use: endSession)
            .get(":id/keys", use: listKeys)
            .delete(":id/keys/:key", use: revokeKey)
    }

    @Sendable private func listSessions(_ request: Request, context: AuthenticatedContext) async throws -> SignInList {
        let id = try await owner(context)
        return SignInList(try await sessions.list(of: id), current: context.principal.sessionID)
    }

    @Sendable private func endSession(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> HTTPResponse.Status {
        let (id, session) = (try await owner(context), try context.id("session"))
        guard try await sessions.revoke(session, of: id, by: context.origin) else { throw UserError.notFound }
        await endings.announce(session)
        return .noContent
    }

    @Sendable private func listKeys(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> APIKeyController.List {
        APIKeyController.List(items: try await keys.list(of: owner(context)).map { APIKeyController.Body($0) })
    }

    @Sendable private func revokeKey(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> HTTPResponse.Status {
        let (id, key) = (try await owner(context), try context.id("key"))
        guard try await keys.revoke(key, of: id, by: context.origin) else { throw APIKeyError.notFound }
        await endings.announce(key)
        return .noContent
    }

    private func owner(_ context: AuthenticatedContext) async throws -> String {
        guard let person = try await users.person(context.id("id")) else { throw UserError.notFound }
        return person.user.id
    }
}
