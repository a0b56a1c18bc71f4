import Emotions
import Foundation
import Hummingbird
import Identity
import SuiteProtocol

/// `/api/analyses`: how one's own messages were read, and one's own word on it.
struct CorrectionController: Sendable {
    let store: AnalysisStore
    let now: @Sendable () -> Date

    /// For a group that requires `converse`.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get("/", use: list)
            .get(":id", use: show)
            .put(":id/correction", use: correct)
            .delete(":id/correction", use: withdraw)
    }

    @Sendable private func list(_ request: Request, context: AuthenticatedContext) async throws -> OwnAnalysisList {
        guard let conversation = request.uri.queryParameters.get("conversation_id"), isID(conversation) else {
            throw AnalysisError.noConversation
        }
        return OwnAnalysisList(items: try await store.readings(in: conversation, of: context.principal.subject))
    }

    @Sendable private func show(_ request: Request, context: AuthenticatedContext) async throws -> OwnAnalysis {
        try await store.reading(of: context.id("id"), by: context.principal.subject)
    }

    @Sendable private func correct(_ request: Request, context: AuthenticatedContext) async throws -> OwnAnalysis {
        let id = try context.id("id")
        let word = try await request.decode(as: Word.self, context: context)
        return try await store.correct(id, to: word.label, by: context.principal.subject, at: now())
    }

    @Sendable private func withdraw(_ request: Request, context: AuthenticatedContext) async throws -> OwnAnalysis {
        try await store.correct(context.id("id"), to: nil, by: context.principal.subject, at: now())
    }

    private struct Word: Decodable {
        let label: Emotion
    }
}
