import Audit
import Daemon
import Foundation
import HTTPTypes
import Hummingbird
import Identity
import Persistence
import SuiteProtocol

/// `/auth/me`: one's own account.
struct AccountController: Sendable {
    let users: UserStore
    let sessions: SessionStore
    let hasher: PasswordHasher
    let throttle: SignInThrottle
    let endings: SessionEndings

    /// For a group whose sender is known.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get("/", use: show)
            .patch("/", use: change)
            .post("password", use: changePassword)
            .get("sessions", use: listSessions)
            .delete("sessions", use: endOtherSessions)
            .delete("sessions/:id", use: endSession)
    }

    struct Change: Decodable {
        let name: String?
        let email: String?
        let language: Language?
    }

    struct PasswordChange: Decodable {
        let current: String
        let new: String
    }

    @Sendable private func show(_ request: Request, context: AuthenticatedContext) async throws -> PersonBody {
        let person = try await users.person(context.principal.subject)
        guard let person, person.user.status == .active else { throw Problem.unauthenticated }
        return PersonBody(own: person, withheld: context.principal.withheld)
    }

    @Sendable private func change(_ request: Request, context: AuthenticatedContext) async throws -> PersonBody {
        let wanted = try await request.decode(as: Change.self, context: context)
        var change = try UserChange(name: wanted.name, email: wanted.email, language: wanted.language)
        change.confirmsEmail = false
        let person = try await users.change(context.principal.subject, change, by: context.origin).person
        return PersonBody(own: person, withheld: context.principal.withheld)
    }

    /// Whoever sits at an open page is not for that its owner: the password of before is asked for.
    @Sendable private func changePassword(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> HTTPResponse.Status {
        let change = try await request.decode(as: PasswordChange.self, context: context)
        let (id, origin) = (context.principal.subject, context.origin)
        let password = try Password(change.new)
        let attempt = SignInThrottle.Attempt(account: "password of \(id)", address: context.network ?? "")
        try throttle.admit(attempt)
        let registry = users.registry
        guard try await hasher.matches(change.current, users.credentials(ofID: id)?.hash) else {
            try await registry.trail.record(
                .passwordChanged,
                by: origin,
                of: id,
                result: .refused,
                in: registry.database
            )
            throw UserError.wrongPassword
        }
        throttle.succeeded(attempt)
        let hash = try await hasher.hash(password)
        let session = context.principal.sessionID
        let ended = try await registry.database.write { [users] db in
            try users.setPassword(hash, of: id, keeping: session, by: origin, at: Date(), in: db)
        }
        for session in ended { await endings.announce(session) }
        return .noContent
    }

    @Sendable private func listSessions(_ request: Request, context: AuthenticatedContext) async throws -> SignInList {
        SignInList(try await sessions.list(of: context.principal.subject), current: context.principal.sessionID)
    }

    @Sendable private func endSession(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> HTTPResponse.Status {
        let id = try context.id("id")
        guard try await sessions.revoke(id, of: context.principal.subject, by: context.origin) else {
            throw UserError.notFound
        }
        await endings.announce(id)
        return .noContent
    }

    @Sendable private func endOtherSessions(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> HTTPResponse.Status {
        let ended = try await sessions.revokeAll(
            of: context.principal.subject,
            except: context.principal.sessionID,
            by: context.origin
        )
        for session in ended { await endings.announce(session) }
        return .noContent
    }
}
