import Audit
import Daemon
import HTTPTypes
import Hummingbird
import Identity
import SuiteProtocol

/// `/api/history`: a person's own conversations, and those of others that they have open.
struct HistoryController {
    let store: ConversationStore
    let notices: ConversationNotices

    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get(use: list)
            .get(":id", use: show)
            .patch(":id", use: change)
            .delete(":id", use: delete)
            .post(":id/restore", use: restore)
            .get(":id/export", use: export)
    }

    @Sendable func list(_ request: Request, context: AuthenticatedContext) async throws -> ConversationList {
        let parameters = request.uri.queryParameters
        return try await store.list(
            owner: context.principal.subject,
            query: parameters["q"].map { String($0.prefix(200)) },
            cursor: parameters["cursor"].map(String.init),
            limit: parameters["limit"].flatMap { Int($0) }.map { min(max($0, 1), 100) } ?? ConversationStore.listLimit
        )
    }

    @Sendable func show(_ request: Request, context: AuthenticatedContext) async throws -> Conversation {
        let person = context.principal.subject
        let position = request.uri.queryParameters["before"].flatMap { Int($0) }
        let limit = request.messageLimit
        return try await own(.conversationRead, context) { id in
            do {
                return try await store.find(id, owner: person, before: position, limit: limit)
            } catch ConversationError.notFound where context.principal.can(.openConversations) {
                return try await store.findOpened(id, by: person, before: position, limit: limit)
            }
        }
    }

    struct Change: Decodable {
        let title: String?
        let pinned: Bool?
    }

    @Sendable func change(_ request: Request, context: AuthenticatedContext) async throws -> HTTPResponse.Status {
        let change = try await request.decode(as: Change.self, context: context)
        if let title = change.title {
            guard (1...120).contains(title.count), title.contains(where: { !$0.isWhitespace }) else {
                throw ConversationError.badTitle
            }
        }
        let id = try context.id("id")
        try await store.update(
            id,
            owner: context.principal.subject,
            title: change.title?.replacing("\0", with: ""),
            pinned: change.pinned
        )
        await notices.changed(id, owner: context.principal.subject)
        return .noContent
    }

    @Sendable func delete(_ request: Request, context: AuthenticatedContext) async throws -> HTTPResponse.Status {
        let id = try context.id("id")
        try await own(.conversationDeleted, context) { id in
            try await store.delete(id, owner: context.principal.subject, by: context.origin)
        }
        await notices.changed(id, owner: context.principal.subject)
        return .noContent
    }

    /// Takes a deletion back, within 15 s.
    @Sendable func restore(_ request: Request, context: AuthenticatedContext) async throws -> HTTPResponse.Status {
        let id = try context.id("id")
        try await store.restore(id, owner: context.principal.subject, by: context.origin)
        await notices.changed(id, owner: context.principal.subject)
        return .noContent
    }

    @Sendable func export(_ request: Request, context: AuthenticatedContext) async throws -> Response {
        let format = request.uri.queryParameters["format"].map(String.init) ?? "markdown"
        guard let format = ConversationExport.Format(rawValue: format) else { throw ConversationError.badFormat }
        let conversation = try await own(.conversationExported, context) { id in
            try await store.export(id, by: context.origin)
        }
        return try ConversationExport(conversation: conversation, language: context.language).response(format)
    }

    /// What only the owner may do. That somebody tried it with another's conversation is recorded; they learn nothing,
    /// unless they may open it.
    private func own<Value>(
        _ action: AuditAction,
        _ context: AuthenticatedContext,
        _ body: (String) async throws -> Value
    ) async throws -> Value {
        let id = try context.id("id")
        do {
            return try await body(id)
        } catch let error as ConversationError where error == .notFound || error == .reasonRequired {
            try await store.recordRefusal(action, of: id, by: context.origin)
            throw error
        }
    }
}

extension Request {
    /// How many messages are asked for.
    var messageLimit: Int {
        let asked = uri.queryParameters["limit"].flatMap { Int($0) } ?? ConversationStore.pageLimit
        return min(max(asked, 1), ConversationStore.pageLimit)
    }
}
