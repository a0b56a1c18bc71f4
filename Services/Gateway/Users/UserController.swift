import Daemon
import Foundation
import HTTPTypes
import Hummingbird
import Identity
import SuiteProtocol

/// Administrators see who has an account, and open new ones.
struct UserController: Sendable {
    let users: UserStore
    let hasher: PasswordHasher

    /// For a group that requires `administerUsers`.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get("/", use: list)
            .post("/", use: create)
    }

    struct List: ResponseEncodable {
        let items: [UserBody]
        let next: String?
    }

    struct Creation: Decodable {
        let username: String
        let name: String
        let email: String?
        let roles: Set<Role>
        let password: String?
    }

    @Sendable private func list(_ request: Request, context: AuthenticatedContext) async throws -> List {
        let page = 200
        let cursor = request.uri.queryParameters.get("cursor")
        if let cursor, !isID(cursor) { throw Problem(.badRequest, "invalid_cursor", Messages.invalidCursor) }
        let found = try await users.list(after: cursor, limit: page)
        return List(items: found.map { UserBody($0) }, next: found.count == page ? found.last?.id : nil)
    }

    @Sendable private func create(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> EditedResponse<UserBody> {
        let creation = try await request.decode(as: Creation.self, context: context)
        let new = try NewUser(
            username: Username(creation.username),
            name: creation.name,
            email: creation.email,
            roles: creation.roles
        )
        let given = try creation.password.map { text throws(UserError) in try Password(text) }
        let password = given ?? .generated()
        let user = try await users.create(new, hash: try await hasher.hash(password))
        return EditedResponse(
            status: .created,
            headers: [.cacheControl: "no-store"],
            response: UserBody(user, initialPassword: given == nil ? password.text : nil)
        )
    }
}

extension UserBody: ResponseEncodable {}
