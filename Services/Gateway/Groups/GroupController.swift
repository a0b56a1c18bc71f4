import Audit
import Daemon
import Foundation
import HTTPTypes
import Hummingbird
import Identity
import SuiteProtocol

/// `/api/groups`: classes and wards. Administrators arrange them; tutors see their own.
struct GroupController: Sendable {
    let groups: GroupStore
    let endings: SessionEndings

    /// For a group that requires `tutorGroups`.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get("/", use: list)
            .get(":id", use: show)
    }

    /// For a group that requires `administerUsers`.
    var administration: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .post("/", use: create)
            .patch(":id", use: change)
            .delete(":id", use: remove)
            .put(":id/members/:user", use: addMember)
            .delete(":id/members/:user", use: removeMember)
    }

    struct Creation: Decodable {
        let name: String
        let kind: UserGroup.Kind?
    }

    struct Change: Decodable {
        let name: String?
        let kind: UserGroup.Kind?
    }

    struct Body: ResponseEncodable {
        struct Member: Encodable {
            let id: String
            let name: String
            let roles: [Role]
        }

        let id: String
        let name: String
        let kind: UserGroup.Kind
        let members: Int
        let tutors: Int

        init(_ group: UserGroup) {
            id = group.id
            name = group.name
            kind = group.kind
            members = group.members
            tutors = group.tutors
        }
    }

    /// A group with everybody in it.
    struct Detail: ResponseEncodable {
        let id: String
        let name: String
        let kind: UserGroup.Kind
        let members: [Body.Member]
    }

    struct List: ResponseEncodable {
        let items: [Body]
    }

    @Sendable private func list(_ request: Request, context: AuthenticatedContext) async throws -> List {
        let member = context.principal.can(.administerUsers) ? nil : context.principal.subject
        return List(items: try await groups.list(of: member).map(Body.init))
    }

    @Sendable private func show(_ request: Request, context: AuthenticatedContext) async throws -> Detail {
        let (group, members) = try await groups.show(
            context.id("id"),
            by: context.origin,
            seesAll: context.principal.can(.administerUsers)
        )
        return Detail(
            id: group.id,
            name: group.name,
            kind: group.kind,
            members: members.map { user in
                Body.Member(id: user.id, name: user.name, roles: Role.allCases.filter(user.roles.contains))
            }
        )
    }

    @Sendable private func create(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> EditedResponse<Body> {
        let creation = try await request.decode(as: Creation.self, context: context)
        let group = try await groups.create(name: creation.name, kind: creation.kind ?? .class, by: context.origin)
        return EditedResponse(status: .created, response: Body(group))
    }

    @Sendable private func change(_ request: Request, context: AuthenticatedContext) async throws -> Body {
        let change = try await request.decode(as: Change.self, context: context)
        return Body(
            try await groups.change(context.id("id"), name: change.name, kind: change.kind, by: context.origin)
        )
    }

    @Sendable private func remove(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> HTTPResponse.Status {
        for member in try await groups.remove(context.id("id"), by: context.origin) {
            await endings.announce(changeOf: member)
        }
        return .noContent
    }

    @Sendable private func addMember(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> HTTPResponse.Status {
        let user = try context.id("user")
        if try await groups.add(user, to: context.id("id"), by: context.origin) {
            await endings.announce(changeOf: user)
        }
        return .noContent
    }

    @Sendable private func removeMember(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> HTTPResponse.Status {
        let user = try context.id("user")
        if try await groups.remove(user, from: context.id("id"), by: context.origin) {
            await endings.announce(changeOf: user)
        }
        return .noContent
    }
}
