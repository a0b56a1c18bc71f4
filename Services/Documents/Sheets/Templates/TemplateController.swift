import Daemon
import HTTPTypes
import Hummingbird
import Identity
import SuiteProtocol

/// `/api/templates`
struct TemplateController: Sendable {
    let templates: TemplateStore

    /// For a group that requires `keepDocuments`.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get("/", use: list)
            .post("/", use: create)
            .get(":id", use: show)
            .put(":id", use: replace)
            .delete(":id", use: remove)
    }

    struct List: ResponseEncodable {
        let items: [TemplateBody]
    }

    @Sendable private func list(_ request: Request, context: AuthenticatedContext) async throws -> List {
        let found = try await templates.list(for: context.principal)
        return List(items: found.map { TemplateBody($0, for: context.principal) })
    }

    @Sendable private func show(_ request: Request, context: AuthenticatedContext) async throws -> TemplateBody {
        TemplateBody(try await templates.find(context.id("id"), for: context.principal), for: context.principal)
    }

    @Sendable private func create(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> EditedResponse<TemplateBody> {
        let draft = try await request.decode(as: TemplateDraft.self, context: context).checked(by: context.principal)
        let made = try await templates.create(draft, by: context.principal.subject)
        return EditedResponse(status: .created, response: TemplateBody(made, for: context.principal))
    }

    @Sendable private func replace(_ request: Request, context: AuthenticatedContext) async throws -> TemplateBody {
        let draft = try await request.decode(as: TemplateDraft.self, context: context).checked(by: context.principal)
        let changed = try await templates.replace(context.id("id"), with: draft, by: context.principal)
        return TemplateBody(changed, for: context.principal)
    }

    @Sendable private func remove(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> HTTPResponse.Status {
        try await templates.remove(context.id("id"), by: context.principal)
        return .noContent
    }
}
