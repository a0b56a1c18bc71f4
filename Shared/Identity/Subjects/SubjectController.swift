import Daemon
import FoundationEssentials
import Hummingbird
import SuiteProtocol

/// `/internal/subjects/{id}`: what this daemon holds on a person. For the gateway alone, speaking for itself.
struct SubjectController {
    let holder: any SubjectHolder
    let verifier: TokenVerifier

    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get(":id", use: show)
            .delete(":id", use: erase)
    }

    @Sendable func show(_ request: Request, context: AuthenticatedContext) async throws -> SubjectReport {
        let subject = try context.id("id")
        let wantsData = request.uri.queryParameters["data"] == "true"
        return SubjectReport(
            categories: try await holder.categories(of: subject, in: context.language),
            data: wantsData ? try await holder.data(of: subject, in: context.language) : nil
        )
    }

    @Sendable func erase(_ request: Request, context: AuthenticatedContext) async throws -> SubjectErasure {
        let subject = try context.id("id")
        // Nothing new comes in behind our back, also where Redis couldn't tell us that the tokens have ended.
        verifier.revoke(.claims(of: subject, before: Date().timeIntervalSince1970))
        return try await holder.erase(subject, in: context.language)
    }
}

extension RouterMethods where Context == DaemonRequestContext {
    /// Adds `/internal/subjects/{id}`.
    package func addSubjects(_ holder: any SubjectHolder, verifier: TokenVerifier) {
        authenticated(by: verifier)
            .requiring(service: "gateway")
            .addRoutes(SubjectController(holder: holder, verifier: verifier).routes, atPath: "internal/subjects")
    }
}
