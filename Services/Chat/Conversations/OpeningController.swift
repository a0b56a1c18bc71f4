import Audit
import Daemon
import HTTPTypes
import Hummingbird
import Identity
import SuiteProtocol

/// `/api/history/:id/openings`: reading another person's conversation, for a reason.
struct OpeningController {
    let store: ConversationStore

    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self).post(":id/openings", use: open)
    }

    struct Asked: Decodable {
        let reason: String
    }

    @Sendable func open(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> EditedResponse<Conversation> {
        let id = try context.id("id")
        do {
            guard context.principal.can(.openConversations) else { throw Problem.forbidden }
            let asked = try await request.decode(as: Asked.self, context: context)
            guard let reason = AuditReasons.accepted(asked.reason) else { throw ConversationError.badReason }
            try await store.open(id, for: reason, by: context.origin)
        } catch {
            try await store.recordRefusal(.conversationOpened, of: id, by: context.origin)
            throw error
        }
        // Its entry is kept by now, whatever comes of the reading.
        let person = context.principal.subject
        let conversation = try await store.findOpened(id, by: person, limit: request.messageLimit)
        return EditedResponse(status: .created, headers: [.cacheControl: "no-store"], response: conversation)
    }
}
