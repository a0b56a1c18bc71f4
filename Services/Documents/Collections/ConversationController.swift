import Audit
import Daemon
import HTTPTypes
import Hummingbird
import Identity
import SuiteProtocol

/// `/internal`: the private collections of conversations, as chat asks for them in a person's name.
struct ConversationController: Sendable {
    let collections: CollectionStore
    let documents: DocumentStore
    let library: Library

    /// For a group that requires chat.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .post("collections", use: find)
            .delete("conversations/:id", use: remove)
    }

    struct Wanted: Decodable {
        let conversationID: String
    }

    @Sendable private func find(_ request: Request, context: AuthenticatedContext) async throws -> CollectionBody {
        let wanted = try await request.decode(as: Wanted.self, context: context)
        guard isID(wanted.conversationID) else { throw CollectionError.notFound }
        let collection = try await collections.collection(
            ofConversation: wanted.conversationID,
            owner: context.principal.subject,
            name: Messages.conversationFiles[context.language]
        )
        return CollectionBody(try await collections.counted(collection), for: context.principal.subject)
    }

    /// What isn't there is gone already.
    @Sendable private func remove(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> HTTPResponse.Status {
        let (id, principal) = (try context.collectionID, context.principal)
        // Chat by itself, where what was deleted can't be asked back any more; or the conversation's owner.
        let isChat = principal.subject == principal.callingService
        try await collections.remove(
            .ofConversation(id, owner: isChat ? nil : principal.subject),
            documents: documents,
            audit: (context.origin, library.trail)
        )
        try await library.removeRemains()
        return .noContent
    }
}
