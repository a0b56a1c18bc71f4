import Daemon
import Hummingbird

extension RouterGroup<AuthenticatedContext> {
    /// Routes for any daemon of the suite; 403 for people.
    package func requiringService() -> RouterGroup<AuthenticatedContext> {
        group().add(middleware: RequireService { $0.callingService != nil })
    }

    /// Routes for one daemon, whoever it acts for; 403 for people and for all others.
    package func requiring(caller: String) -> RouterGroup<AuthenticatedContext> {
        group().add(middleware: RequireService { $0.callingService == caller })
    }

    /// Routes for one daemon that speaks for itself; 403 for people, and for what it passes on for them.
    package func requiring(service: String) -> RouterGroup<AuthenticatedContext> {
        group().add(middleware: RequireService { $0.callingService == service && $0.subject == service })
    }
}

private struct RequireService: RouterMiddleware {
    let admits: @Sendable (Principal) -> Bool

    func handle(
        _ request: Request,
        context: AuthenticatedContext,
        next: (Request, AuthenticatedContext) async throws -> Response
    ) async throws -> Response {
        guard admits(context.principal) else { throw Problem.forbidden }
        return try await next(request, context)
    }
}
