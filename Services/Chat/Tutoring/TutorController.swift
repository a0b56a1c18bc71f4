import Daemon
import HTTPTypes
import Hummingbird
import Identity
import SuiteProtocol

/// `/internal/conversations`, `/internal/messages` and `/internal/students`: what analysis reads, and who answers.
///
/// It needs the database alone: with Redis away a tutor takes a conversation over all the same.
struct TutorController: Sendable {
    let store: ConversationStore
    let generations: GenerationRunner
    let notices: ConversationNotices
    let support: SupportDirectory
    let maxCharacters: Int

    /// For a group that requires analysis.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .put("conversations/:id/responder", use: hand)
            .get("conversations/:id/messages", use: messages)
            .post("conversations/:id/messages", use: write)
            .get("messages/:id", use: message)
            .delete("students/:id/episode", use: closeEpisode)
    }

    struct Change: Decodable {
        let responder: Responder
        let tutor: Tutor?
        /// Why it is given back, where no tutor did so.
        let reason: String?
    }

    /// A student waited for a tutor in vain.
    private static let unanswered = "unanswered"

    @Sendable func hand(_ request: Request, context: AuthenticatedContext) async throws -> TakenConversation {
        let change = try await request.decode(as: Change.self, context: context)
        let id = try context.id("id")
        if let tutor = change.tutor, !isID(tutor.id) { throw TutoringError.tutorMissing }
        let tutor = change.tutor.map { Tutor(id: $0.id, name: $0.name ?? Self.name(of: $0.id, context.principal)) }
        let card =
            change.reason == Self.unanswered
            ? HelpCard(support.support, Messages.unanswered, in: context.language) : nil
        let taken = try await store.hand(id, to: change.responder, tutor, leaving: card)
        if taken.responder == .tutor { generations.stopAll(in: id) }
        await notices.changed(id, owner: taken.owner, tutor: taken.tutor ?? change.tutor)
        return taken
    }

    /// As the token tells it that analysis brings in their name.
    private static func name(of id: String, _ principal: Principal) -> String? {
        principal.subject == id ? principal.name : nil
    }

    struct Words: Decodable {
        let tutor: Tutor
        let text: String
    }

    @Sendable func write(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> EditedResponse<TakenMessage> {
        let words = try await request.decode(as: Words.self, context: context)
        guard words.text.contains(where: { !$0.isWhitespace }) else { throw ConversationError.emptyMessage }
        guard words.text.count <= maxCharacters else { throw ConversationError.tooLong(limit: maxCharacters) }
        let text = words.text.replacing("\0", with: "")
        let (taken, message) = try await store.write(text, by: words.tutor, in: context.id("id"))
        await notices.changed(taken.conversationID, owner: taken.owner, tutor: taken.tutor)
        return EditedResponse(status: .created, response: message)
    }

    @Sendable func messages(_ request: Request, context: AuthenticatedContext) async throws -> AccompaniedMessages {
        let parameters = request.uri.queryParameters
        let after = parameters["after"].flatMap { $0.isEmpty ? nil : String($0) }
        if let after, !isID(after) { throw ConversationError.messageNotFound }
        let limit = parameters["limit"].flatMap { Int($0) } ?? ConversationStore.accompaniedLimit
        return try await store.accompanied(
            context.id("id"),
            after: after,
            limit: min(max(limit, 1), ConversationStore.accompaniedLimit)
        )
    }

    @Sendable func message(_ request: Request, context: AuthenticatedContext) async throws -> AccompaniedMessage {
        try await store.accompanied(message: context.id("id"))
    }

    @Sendable func closeEpisode(_ request: Request, context: AuthenticatedContext) async throws -> HTTPResponse.Status {
        try await store.closeEpisode(of: context.id("id"))
        return .noContent
    }
}
