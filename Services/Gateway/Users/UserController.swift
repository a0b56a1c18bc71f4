import Audit
import Daemon
import Foundation
import HTTPTypes
import Hummingbird
import Identity
import SuiteProtocol

/// `/api/users`: administrators see who has an account, invite, change, suspend and let in again.
struct UserController: Sendable {
    let users: UserStore
    let links: OneTimeLinkStore
    let hasher: PasswordHasher
    let endings: SessionEndings

    /// For a group that requires `administerUsers`.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get("/", use: list)
            .post("/", use: create)
            .get(":id", use: show)
            .patch(":id", use: change)
            .post(":id/suspend", use: suspend)
            .post(":id/restore", use: restore)
            .post(":id/approve", use: approve)
            .post(":id/sign-out", use: signOut)
            .post(":id/link", use: link)
    }

    struct List: ResponseEncodable {
        let items: [PersonBody]
        let next: String?
        let total: Int
    }

    struct Creation: Decodable {
        let username: String?
        let name: String
        let email: String?
        let roles: Set<Role>
        let groupIds: Set<String>?
        let minor: Bool?
        let language: Language?
        let password: String?
    }

    struct Change: Decodable {
        let name: String?
        let email: String?
        let roles: Set<Role>?
        let groupIds: Set<String>?
        let minor: Bool?
    }

    struct Link: ResponseEncodable {
        let link: String
        let expiresAt: Date
    }

    @Sendable private func list(_ request: Request, context: AuthenticatedContext) async throws -> List {
        let query = request.uri.queryParameters
        let cursor = query.get("cursor")
        if let cursor, !isID(cursor) { throw Problem(.badRequest, "invalid_cursor", Messages.invalidCursor) }
        let filter = UserFilter(
            search: query.get("q") ?? "",
            role: try query.value("role", Role.init(rawValue:)),
            groupID: try query.value("group") { isID($0) ? $0 : nil },
            status: try query.value("status", UserStatus.init(rawValue:))
        )
        let limit = try query.value("limit") { Int($0).flatMap { (1...200).contains($0) ? $0 : nil } } ?? 50
        let page = try await users.list(filter, after: cursor, limit: limit)
        return List(items: page.people.map { PersonBody($0) }, next: page.next, total: page.total)
    }

    @Sendable private func create(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> EditedResponse<PersonBody> {
        let creation = try await request.decode(as: Creation.self, context: context)
        let new = try NewUser(
            username: creation.username.flatMap { $0.isEmpty ? nil : $0 }
                .map { text throws(UserError) in try Username(text) },
            name: creation.name,
            email: creation.email,
            roles: creation.roles,
            groupIDs: creation.groupIds ?? [],
            isMinor: creation.minor ?? false,
            language: creation.language
        )
        let password = try creation.password.map { text throws(UserError) in try Password(text) }
        let hash = if let password { try await hasher.hash(password) } else { String?.none }
        let person = try await users.create(new, hash: hash, by: context.origin)
        var body = PersonBody(person)
        if hash == nil {
            let link = try await links.create(for: person.user.id, by: context.origin)
            (body.link, body.linkExpiresAt) = (link.path, link.expiresAt)
        }
        return EditedResponse(status: .created, headers: [.cacheControl: "no-store"], response: body)
    }

    @Sendable private func show(_ request: Request, context: AuthenticatedContext) async throws -> PersonBody {
        guard let person = try await users.person(context.id("id")) else { throw UserError.notFound }
        let registry = users.registry
        try await registry.trail.record(.userViewed, by: context.origin, of: person.user.id, in: registry.database)
        return PersonBody(person)
    }

    @Sendable private func change(_ request: Request, context: AuthenticatedContext) async throws -> PersonBody {
        let wanted = try await request.decode(as: Change.self, context: context)
        let change = try UserChange(
            name: wanted.name,
            email: wanted.email,
            roles: wanted.roles,
            groupIDs: wanted.groupIds,
            isMinor: wanted.minor
        )
        return try await told(users.change(context.id("id"), change, by: context.origin))
    }

    @Sendable private func suspend(_ request: Request, context: AuthenticatedContext) async throws -> PersonBody {
        try await told(users.suspend(context.id("id"), by: context.origin))
    }

    @Sendable private func restore(_ request: Request, context: AuthenticatedContext) async throws -> PersonBody {
        PersonBody(try await users.restore(context.id("id"), by: context.origin))
    }

    @Sendable private func approve(_ request: Request, context: AuthenticatedContext) async throws -> PersonBody {
        PersonBody(try await users.approve(context.id("id"), by: context.origin))
    }

    @Sendable private func signOut(_ request: Request, context: AuthenticatedContext) async throws -> PersonBody {
        try await told(users.signOut(context.id("id"), by: context.origin))
    }

    @Sendable private func link(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> EditedResponse<Link> {
        let link = try await links.create(for: context.id("id"), by: context.origin)
        return EditedResponse(
            status: .created,
            headers: [.cacheControl: "no-store"],
            response: Link(link: link.path, expiresAt: link.expiresAt)
        )
    }

    /// Everywhere, before the answer.
    private func told(_ changed: ChangedPerson) async -> PersonBody {
        await endings.announce(changed)
        return PersonBody(changed.person)
    }
}

extension Parameters {
    /// A parameter that is missing or empty is nil; one that means nothing is refused.
    fileprivate func value<Meaning>(_ name: String, _ read: (String) -> Meaning?) throws(UserError) -> Meaning? {
        guard let text = get(name), !text.isEmpty else { return nil }
        guard let value = read(text) else { throw .invalidFilter }
        return value
    }
}
