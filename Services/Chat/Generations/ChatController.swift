import Daemon
import HTTPTypes
import Hummingbird
import Identity
import Logging
import SuiteProtocol

/// `POST /api/chat`, `POST /api/image-analysis`, and what belongs to an answer under way.
struct ChatController: Sendable {
    let assistants: Assistants
    let store: ConversationStore
    let media: MediaStore
    let reading: MessageReading
    let support: SupportDirectory
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

    @Sendable func chat(_ request: Request, context: AuthenticatedContext) async throws -> Response {
        try await answer(AskedQuestion.decode(request), request, context)
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

    /// Whatever fails, and however long it takes: somebody in danger is shown at once whom they can call.
    private func answer(
        _ question: AskedQuestion,
        _ request: Request,
        _ context: AuthenticatedContext
    ) async throws -> Response {
        let text = question.text(upTo: maxMessageCharacters)
        let facts = await reading.facts(ofQuestion: text, in: context.language)
        guard let help = facts.help, question.stream ?? true else {
            return try await answer(question, facts, request, context)
        }
        return HelpFirst(help: help, context: context) {
            try await answer(question, facts, request, context)
        }.response
    }

    private func answer(
        _ question: AskedQuestion,
        _ facts: MessageFacts,
        _ request: Request,
        _ context: AuthenticatedContext
    ) async throws -> Response {
        try context.principal.checkConsent(to: .assistant)
        let (owner, streams) = (context.principal.subject, question.stream ?? true)
        var delivered: DeliveredMessage?
        let generation = try await generations.begin(
            for: context.principal,
            speaking: context.language,
            isUrgent: facts.help != nil,
            trace: context.trace
        ) {
            switch try await begin(question, facts, owner: owner) {
            case .answered(var start):
                start.mode = question.mode
                guard let assistant = assistants[start.assistant] else { throw ConversationError.unknownAssistant }
                return (start, assistant)
            case .delivered(let message):
                delivered = message
                return nil
            }
        }
        if let delivered {
            await notices.changed(delivered.conversationID, owner: owner, tutor: delivered.tutor)
            if streams { return DeliveredEvents(message: delivered).response }
            return try whole(delivered).response(from: request, context: context)
        }
        guard let generation else { throw GenerationFailure.interrupted }
        await notices.changed(generation.start.conversationID, owner: owner)
        if streams { return events(of: generation, context, after: facts.help).response() }
        return try await whole(generation).response(from: request, context: context)
    }

    private func begin(
        _ question: AskedQuestion,
        _ facts: MessageFacts,
        owner: String
    ) async throws -> AskedMessage {
        if let message = question.retryMessageID {
            guard let conversation = question.conversationID else { throw ConversationError.notFound }
            return .answered(try await store.retry(message, in: conversation, owner: owner))
        }
        var asked = try question.checked(maxCharacters: maxMessageCharacters)
        asked.facts = facts
        let id = question.assistant ?? Assistants.standard
        guard let assistant = assistants[id] else { throw ConversationError.unknownAssistant }
        // Whoever is in danger isn't sent away.
        if assistant.isCompanion, question.conversationID == nil, facts.help == nil { try await support.checkReady() }
        for image in try (question.images ?? []).map(DataURL.init) {
            asked.images.append(try await media.receive(image, owner: owner).id)
        }
        return try await store.ask(asked, in: question.conversationID, assistant: id, owner: owner)
    }

    /// - Parameter help: has gone out already.
    private func events(
        of generation: Generation,
        _ context: AuthenticatedContext,
        after help: HelpCard? = nil
    ) -> GenerationEvents {
        var question = generation.start.question
        if help != nil { question.help = nil }
        return GenerationEvents(
            ids: generation.start.ids,
            question: question,
            steps: { generation.steps(after: $0) },
            requestID: context.id,
            language: context.language
        )
    }
}

extension HTTPField.Name {
    fileprivate static var lastEventID: Self { .init("Last-Event-ID") ?? .ifMatch }
}
