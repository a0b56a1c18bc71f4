import Daemon
import HTTPTypes
import Hummingbird
import Identity
import SuiteProtocol

/// `/api/municipios/topics`: approved answers, which everybody reads and clerks keep.
struct TopicController: Sendable {
    let topics: TopicStore
    let verifier: TokenVerifier

    /// For everybody.
    var reading: RouteCollection<DaemonRequestContext> {
        RouteCollection(context: DaemonRequestContext.self).get("/", use: list)
    }

    /// For a group that requires `keepOffices`.
    var keeping: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .post("/", use: create)
            .patch(":id", use: change)
            .delete(":id", use: remove)
            .get(":id/history", use: history)
            .post(":id/restore", use: restore)
    }

    struct List: ResponseEncodable {
        let items: [Topic]
    }

    struct History: ResponseEncodable {
        let items: [TopicVersion]
    }

    struct Restoration: Decodable {
        let version: Int
    }

    /// Clerks also see in which words each is asked, and who changed it.
    @Sendable private func list(_ request: Request, context: DaemonRequestContext) async throws -> List {
        let items = try await topics.list()
        return List(items: await mayKeep(request) ? items : items.map(\.open))
    }

    @Sendable private func create(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> EditedResponse<Topic> {
        let draft = try await request.decode(as: TopicDraft.self, context: context)
        let topic = try await topics.create(draft.content(), by: context.keeper)
        return EditedResponse(status: .created, response: topic)
    }

    @Sendable private func change(_ request: Request, context: AuthenticatedContext) async throws -> Topic {
        let edit = try await request.decode(as: TopicEdit.self, context: context)
        return try await topics.change(context.id("id"), edit, by: context.keeper)
    }

    @Sendable private func remove(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> HTTPResponse.Status {
        try await topics.remove(context.id("id"), by: context.keeper)
        return .noContent
    }

    @Sendable private func history(_ request: Request, context: AuthenticatedContext) async throws -> History {
        History(items: try await topics.history(context.id("id")))
    }

    @Sendable private func restore(_ request: Request, context: AuthenticatedContext) async throws -> Topic {
        let version = try await request.decode(as: Restoration.self, context: context).version
        return try await topics.restore(context.id("id"), version: version, by: context.keeper)
    }

    private func mayKeep(_ request: Request) async -> Bool {
        guard let token = bearerToken(request.headers[.authorization]) else { return false }
        return (try? await verifier.verify(token))?.can(.keepOffices) ?? false
    }
}
