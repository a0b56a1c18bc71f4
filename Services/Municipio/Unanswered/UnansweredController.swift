import Daemon
import HTTPTypes
import Hummingbird
import Identity

/// `/api/municipios/unanswered`: what citizens asked in vain, for clerks to answer.
struct UnansweredController: Sendable {
    let questions: UnansweredStore

    /// For a group that requires `keepOffices`.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get("/", use: list)
            .post(":id/topic", use: answer)
            .delete(":id", use: dismiss)
    }

    @Sendable private func list(_ request: Request, context: AuthenticatedContext) async throws -> UnansweredList {
        let query = request.uri.queryParameters
        let limit = query.get("limit").map { Int($0) ?? 0 } ?? 50
        guard UnansweredStore.listLimits.contains(limit) else { throw UnansweredError.badLimit }
        let cursor = try query.get("cursor").map { text in
            guard let cursor = UnansweredCount(cursor: text) else { throw UnansweredError.badCursor }
            return cursor
        }
        return try await questions.list(after: cursor, limit: limit)
    }

    @Sendable private func answer(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> EditedResponse<Topic> {
        let draft = try await request.decode(as: TopicDraft.self, context: context)
        let topic = try await questions.answer(context.id("id"), draft, by: context.keeper)
        return EditedResponse(status: .created, response: topic)
    }

    @Sendable private func dismiss(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> HTTPResponse.Status {
        try await questions.dismiss(context.id("id"), by: context.keeper)
        return .noContent
    }
}

/// `/internal/unanswered`: chat tells of a question that nothing was known to answer with, in the name of who asked.
struct UnansweredIntakeController: Sendable {
    let questions: UnansweredStore
    let places: Places
    let maxCharacters: Int

    /// For a group that requires chat.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self).post("/", use: keep)
    }

    struct Question: Decodable {
        let text: String
    }

    @Sendable private func keep(_ request: Request, context: AuthenticatedContext) async throws -> HTTPResponse.Status {
        let text = try await request.decode(as: Question.self, context: context).text
        guard text.utf16.count <= maxCharacters else { throw LookUpError.tooLong(limit: maxCharacters) }
        // The same is asked from many towns.
        let terms = QuestionTerms.of(places.textWithoutPlaces(text))
        try await questions.keep(text, terms: terms, of: context.principal.subject)
        return .noContent
    }
}
