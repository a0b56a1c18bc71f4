import Daemon
import HTTPTypes
import Hummingbird
import Identity

/// `/api/history`: a person's own conversations.
struct HistoryController {
    let store: ConversationStore
    let notices: ConversationNotices

    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get(use: list)
            .get(":id", use: show)
            .patch(":id", use: rename)
            .delete(":id", use: delete)
    }

    @Sendable func list(_ request: Request, context: AuthenticatedContext) async throws -> ConversationList {
        let parameters = request.uri.queryParameters
        return try await store.list(
            owner: context.principal.subject,
            query: parameters["q"].map { String($0.prefix(200)) },
            cursor: parameters["cursor"].map(String.init)
        )
    }

    @Sendable func show(_ request: Request, context: AuthenticatedContext) async throws -> Conversation {
        try await store.find(context.id("id"), owner: context.principal.subject)
    }

    struct Title: Decodable {
        let title: String
    }

    @Sendable func rename(_ request: Request, context: AuthenticatedContext) async throws -> HTTPResponse.Status {
        let title = try await request.decode(as: Title.self, context: context).title
        guard (1...120).contains(title.count), title.contains(where: { !$0.isWhitespace }) else {
            throw ConversationError.badTitle
        }
        let id = try context.id("id")
        try await store.rename(id, owner: context.principal.subject, title: title.replacing("\0", with: ""))
        await notices.changed(id, owner: context.principal.subject)
        return .noContent
    }

    @Sendable func delete(_ request: Request, context: AuthenticatedContext) async throws -> HTTPResponse.Status {
        let id = try context.id("id")
        try await store.delete(id, owner: context.principal.subject)
        await notices.changed(id, owner: context.principal.subject)
        return .noContent
    }
}
