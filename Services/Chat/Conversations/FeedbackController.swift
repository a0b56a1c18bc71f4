import Daemon
import HTTPTypes
import Hummingbird
import Identity
import SuiteProtocol

/// `/api/messages/:id/feedback`: «Esto está mal», kept with the answer for review.
struct FeedbackController {
    let store: ConversationStore

    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .put(":id/feedback", use: give)
            .delete(":id/feedback", use: takeBack)
    }

    @Sendable func give(_ request: Request, context: AuthenticatedContext) async throws -> HTTPResponse.Status {
        try context.principal.checkConsent(to: .qualityReview)
        let feedback = try await request.decode(as: Feedback.self, context: context).checked()
        try await store.review(context.id("id"), owner: context.principal.subject, feedback)
        return .noContent
    }

    @Sendable func takeBack(_ request: Request, context: AuthenticatedContext) async throws -> HTTPResponse.Status {
        try await store.review(context.id("id"), owner: context.principal.subject, nil)
        return .noContent
    }
}
