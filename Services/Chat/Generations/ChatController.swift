import Daemon
import HTTPTypes
import Hummingbird
import Identity
import InferenceClient
import SuiteProtocol

/// `POST /api/chat`, `POST /api/image-analysis`, and what belongs to an answer under way.
struct ChatController {
    let assistants: Assistants
    let store: ConversationStore
    let media: MediaStore
    let reading: MessageReading
    let generations: GenerationRunner
    let notices: ConversationNotices
    let maxMessageCharacters: Int

    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .post("chat", use: chat)
            .post("image-analysis", use: analyseImage)
            .post("cancel", use: cancel)
            .get("generations/:id/stream", use: resume)
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
        let leftInstitution: Bool
        let sources: [Source]
        let safety: Safety
        let entities: [Entity]
    }

    @Sendable func chat(_ request: Request, context: AuthenticatedContext) async throws -> Response {
        try context.principal.checkConsent(to: .assistant)
        return try await answer(AskedQuestion.decode(request), request, context)
    }

    /// The same for a form that holds the images themselves.
    @Sendable func analyseImage(_ request: Request, context: AuthenticatedContext) async throws -> Response {
        try context.principal.checkConsent(to: .assistant)
        let question = try await AskedQuestion.receive(request, owner: context.principal.subject, into: media)
        return try await answer(question, request, context)
    }

    /// Continues an answer after what `Last-Event-ID` says the reader has: one under way here or on another replica, or
    /// one that has ended.
    @Sendable func resume(_ request: Request, context: AuthenticatedContext) async throws -> Response {
        guard let id = try? context.id("id") else { throw ConversationError.generationNotFound }
        let owner = context.principal.subject
        let offset = request.headers[.lastEventID].flatMap { Int($0) }.map { max(0, $0) }
        if let generation = generations[id, owner: owner] {
            return events(of: generation, context).response(after: offset)
        }
        let kept = try await store.generation(id, owner: owner)
        let reader = KeptGenerationReader(store: store, owner: owner)
        return GenerationEvents(
            ids: kept.ids,
            steps: { reader.steps(of: id, after: $0) },
            requestID: context.id,
            language: context.language
        ).response(after: offset)
    }

    struct Cancellation: Decodable {
        let generationID: String
    }

    @Sendable func cancel(_ request: Request, context: AuthenticatedContext) async throws -> HTTPResponse.Status {
        let cancellation = try await request.decode(as: Cancellation.self, context: context)
        try await generations.stop(cancellation.generationID, owner: context.principal.subject)
        return .noContent
    }

    private func answer(
        _ question: AskedQuestion,
        _ request: Request,
        _ context: AuthenticatedContext
    ) async throws -> Response {
        let generation = try await generations.begin(
            for: context.principal,
            speaking: context.language,
            trace: context.trace
        ) {
            let start = try await begin(question, owner: context.principal.subject)
            guard let assistant = assistants[start.assistant] else { throw ConversationError.unknownAssistant }
            return (start, assistant)
        }
        await notices.changed(generation.start.conversationID, owner: context.principal.subject)
        if question.stream ?? true { return events(of: generation, context).response() }
        return try await whole(generation).response(from: request, context: context)
    }

    private func begin(_ question: AskedQuestion, owner: String) async throws -> GenerationStart {
        if let message = question.retryMessageID {
            guard let conversation = question.conversationID else { throw ConversationError.notFound }
            return try await store.retry(message, in: conversation, owner: owner)
        }
        var asked = try question.checked(maxCharacters: maxMessageCharacters)
        asked.facts = reading.facts(ofQuestion: asked.text)
        let assistant = question.assistant ?? Assistants.standard
        guard assistants[assistant] != nil else { throw ConversationError.unknownAssistant }
        for image in try (question.images ?? []).map(DataURL.init) {
            asked.images.append(try await media.receive(image, owner: owner).id)
        }
        return try await store.ask(asked, in: question.conversationID, assistant: assistant, owner: owner)
    }

    private func events(of generation: Generation, _ context: AuthenticatedContext) -> GenerationEvents {
        GenerationEvents(
            ids: generation.start.ids,
            questionEntities: generation.start.question.entities,
            steps: { generation.steps(after: $0) },
            requestID: context.id,
            language: context.language
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
                endpoint: outcome.endpoint,
                leftInstitution: outcome.leftInstitution ?? false,
                sources: outcome.facts.sources,
                safety: outcome.facts.safety ?? .allow,
                entities: outcome.facts.entities
            )
        }
        throw GenerationFailure.interrupted
    }
}

extension HTTPField.Name {
    fileprivate static var lastEventID: Self { .init("Last-Event-ID") ?? .ifMatch }
}
