import Daemon
import Foundation
import HTTPTypes
import Hummingbird
import Identity

/// `POST /api/analyze`, and what chat asks for before a model answers. Texts are read and forgotten.
struct AnalysisController: Sendable {
    let reader: MessageReader
    let maxBytes: Int

    /// For a group that requires `analyze`.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self).post("analyze", use: analyze)
    }

    /// For a group that requires chat.
    var internalRoutes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self).post("/", use: feeling)
    }

    @Sendable private func analyze(_ request: Request, context: AuthenticatedContext) async throws -> AnalyzedText {
        let question = try await checked(request, context)
        return reader.read(question.text, language: question.language)
    }

    @Sendable private func feeling(_ request: Request, context: AuthenticatedContext) async throws -> Feeling {
        let question = try await checked(request, context)
        return reader.feeling(of: question.text, language: question.language)
    }

    private func checked(_ request: Request, _ context: AuthenticatedContext) async throws -> Question {
        let question = try await request.decode(as: Question.self, context: context)
        guard question.text.utf8.count <= maxBytes else {
            throw Problem(.contentTooLarge, "text_too_long", Messages.textTooLong(bytes: maxBytes))
        }
        return question
    }

    private struct Question: Decodable {
        let text: String
        let language: String?
    }
}
