import Audit
import Daemon
import Foundation
import HTTPTypes
import Hummingbird
import Identity
import SuiteProtocol

/// `/api/keys`: a person's own keys for their programs.
struct APIKeyController: Sendable {
    let keys: APIKeyStore
    let revocations: Revocations

    /// For a group that requires `infer`.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get("/", use: list)
            .post("/", use: create)
            .delete(":id", use: revoke)
    }

    struct Creation: Decodable {
        let name: String
        let scopes: Set<APIKeyScope>
        let expiresAt: Date?
        let dataClass: DataClass?
    }

    struct Body: ResponseEncodable {
        let id: String
        /// Only in the answer that made it.
        let key: String?
        let name: String
        let prefix: String
        let scopes: [APIKeyScope]
        let dataClass: DataClass?
        let createdAt: Date
        let expiresAt: Date?
        let lastUsedAt: Date?

        init(_ key: APIKey, secret: OpaqueToken? = nil) {
            id = key.id
            self.key = secret?.text
            name = key.name
            prefix = key.prefix
            scopes = APIKeyScope.allCases.filter(key.scopes.contains)
            dataClass = key.dataClass
            createdAt = key.createdAt
            expiresAt = key.expiresAt
            lastUsedAt = key.lastUsedAt
        }
    }

    /// All of them: nobody has more than a page holds.
    struct List: ResponseEncodable {
        let items: [Body]
    }

    @Sendable private func list(_ request: Request, context: AuthenticatedContext) async throws -> List {
        List(items: try await keys.list(of: context.principal.subject).map { Body($0) })
    }

    @Sendable private func create(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> EditedResponse<Body> {
        let creation = try await request.decode(as: Creation.self, context: context)
        // To let words leave the institution is for those who decide where they may go.
        if let dataClass = creation.dataClass, dataClass != .clinical, !context.principal.can(.administerEndpoints) {
            throw APIKeyError.dataClassForbidden
        }
        let new = try NewAPIKey(
            name: creation.name,
            scopes: creation.scopes,
            dataClass: creation.dataClass,
            expiresAt: creation.expiresAt
        )
        let (key, secret) = try await keys.create(new, for: context.principal.subject, by: context.origin)
        return EditedResponse(
            status: .created,
            headers: [.cacheControl: "no-store"],
            response: Body(key, secret: secret)
        )
    }

    @Sendable private func revoke(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> HTTPResponse.Status {
        let id = try context.id("id")
        guard try await keys.revoke(id, of: context.principal.subject, by: context.origin) else {
            throw APIKeyError.notFound
        }
        await revocations.announce(session: id)
        return .noContent
    }
}
