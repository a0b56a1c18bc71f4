import Daemon
import HTTPTypes
import Hummingbird
import Identity
import InferenceClient
import SuiteProtocol

/// `POST /api/chat`, and what belongs to an answer under way.
struct ChatController {
    let assistants: Assistants
    let store: ConversationStore
    let generations: GenerationRunner
    let notices: ConversationNotices
    let maxMessageCharacters: Int

    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .post("chat", use: chat)
            .post("cancel", use: cancel)
            .get("generations/:id/stream", use: resume)
    }

    struct Question: Decodable {
        let conversationID: String?
        let assistant: String?
        let message: String?
        /// The last answer of the conversation, to be written anew instead of answering a new message.
        let retryMessageID: String?
        let stream: Bool?
    }

    /// The whole answer, where no stream was wanted.
    struct Answer: ResponseEncodable {
        let conversationID: String
        let messageID: String
        let generationID: String
        let text: String
        let finishReason: String?
        let usage: TokenUsage?
        let model: String?
        let endpoint: String?
    }

    @Sendable func chat(_ request: Request, context: AuthenticatedContext) async throws -> Response {
        let question = try await request.decode(as: Question.self, context: context)
        let start = try await begin(question, owner: context.principal.subject)
        guard let assistant = assistants[start.assistant] else { throw ConversationError.unknownAssistant }
        let generation = generations.begin(start, by: assistant, for: context.principal, trace: context.trace)
        await notices.changed(start.conversationID, owner: context.principal.subject)

        let events = GenerationEvents(generation: generation, requestID: context.id, language: context.language)
        if question.stream ?? true { return events.response() }
        return try await whole(generation).response(from: request, context: context)
    }

    /// Continues an answer under way, after what `Last-Event-ID` says the reader has.
    @Sendable func resume(_ request: Request, context: AuthenticatedContext) async throws -> Response {
        guard let generation = generations[try context.id("id"), owner: context.principal.subject] else {
            throw ConversationError.generationNotFound
        }
        let offset = request.headers[.lastEventID].flatMap { Int($0) }.map { max(0, $0) }
        return GenerationEvents(generation: generation, requestID: context.id, language: context.language)
            .response(after: offset)
    }

    struct Cancellation: Decodable {
        let generationID: String
    }

    @Sendable func cancel(_ request: Request, context: AuthenticatedContext) async throws -> HTTPResponse.Status {
        let cancellation = try await request.decode(as: Cancellation.self, context: context)
        try await generations.stop(cancellation.generationID, owner: context.principal.subject)
        return .noContent
    }

    private func begin(_ question: Question, owner: String) async throws -> GenerationStart {
        if let message = question.retryMessageID {
            guard let conversation = question.conversationID else { throw ConversationError.notFound }
            return try await store.retry(message, in: conversation, owner: owner)
        }
        let text = question.message ?? ""
        guard text.contains(where: { !$0.isWhitespace }) else { throw ConversationError.emptyMessage }
        guard text.count <= maxMessageCharacters else { throw ConversationError.tooLong(limit: maxMessageCharacters) }
        let assistant = question.assistant ?? Assistants.standard
        guard assistants[assistant] != nil else { throw ConversationError.unknownAssistant }
        // U+0000 has no meaning in a message, and databases can't keep it.
        return try await store.ask(
            text.replacing("\0", with: ""),
            in: question.conversationID,
            assistant: assistant,
            owner: owner
        )
    }

    private func whole(_ generation: Generation) async throws -> Answer {
        for await case .ended(let outcome) in generation.steps() {
            if let failure = outcome.failure { throw failure }
            return Answer(
                conversationID: generation.start.conversationID,
                messageID: generation.start.messageID,
                generationID: generation.start.generationID,
                text: outcome.text,
                finishReason: outcome.status == .stopped ? "stopped" : outcome.finishReason,
                usage: outcome.usage,
                model: outcome.model,
                endpoint: outcome.endpoint
            )
        }
        throw GenerationFailure.interrupted
    }
}

extension HTTPField.Name {
    fileprivate static var lastEventID: Self { .init("Last-Event-ID") ?? .ifMatch }
}
