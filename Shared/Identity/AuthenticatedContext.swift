import Daemon
import HTTPTypes
import Hummingbird
import Logging
import SuiteProtocol

/// A request whose sender is known. Handlers that need one ask for this type.
package struct AuthenticatedContext: DaemonContext, ChildRequestContext {
    package var coreContext: CoreRequestContextStorage
    package var logger: Logger
    package let principal: Principal
    package let trace: TraceContext
    package let language: Language
    package let network: String?

    package init(context: IdentifyingContext) throws {
        guard let principal = context.principal else { throw Problem.unauthenticated }
        self.principal = principal
        coreContext = context.coreContext
        logger = context.logger
        trace = context.trace
        language = context.language
        network = context.network
    }

    /// A path parameter that is one of our ids; anything else can't exist, and is not found.
    package func id(_ name: String) throws -> String {
        guard let text = parameters.get(name), isID(text) else { throw HTTPError(.notFound) }
        return text
    }
}

/// Between the open and the authenticated part of a router: the token is being looked at.
package struct IdentifyingContext: ChildRequestContext {
    package var coreContext: CoreRequestContextStorage
    package var logger: Logger
    package var principal: Principal?
    let trace: TraceContext
    let language: Language
    let network: String?

    package init(context: DaemonRequestContext) {
        coreContext = context.coreContext
        logger = context.logger
        trace = context.trace
        language = context.language
        network = context.network
    }
}

extension RouterMethods where Context == DaemonRequestContext {
    /// Routes for verified senders only; 401 for all others.
    package func authenticated(by verifier: TokenVerifier) -> RouterGroup<AuthenticatedContext> {
        group(context: IdentifyingContext.self)
            .add(middleware: Authenticate(verifier: verifier))
            .group(context: AuthenticatedContext.self)
    }
}

extension RouterGroup<AuthenticatedContext> {
    /// Routes for those whose role allows `permission`; 403 for all others.
    package func requiring(_ permission: Permission) -> RouterGroup<AuthenticatedContext> {
        group().add(middleware: Require(permission: permission))
    }
}

private struct Authenticate: RouterMiddleware {
    let verifier: TokenVerifier

    func handle(
        _ request: Request,
        context: IdentifyingContext,
        next: (Request, IdentifyingContext) async throws -> Response
    ) async throws -> Response {
        guard let token = bearerToken(request.headers[.authorization]) else { throw Problem.unauthenticated }
        var context = context
        context.principal = try await verifier.verify(token)
        return try await next(request, context)
    }
}

private struct Require: RouterMiddleware {
    let permission: Permission

    func handle(
        _ request: Request,
        context: AuthenticatedContext,
        next: (Request, AuthenticatedContext) async throws -> Response
    ) async throws -> Response {
        guard context.principal.can(permission) else { throw Problem.forbidden }
        return try await next(request, context)
    }
}

/// The token of an `Authorization: Bearer …` value.
package func bearerToken(_ header: String?) -> String? {
    guard let header, header.utf8.count > 7, header.prefix(7).lowercased() == "bearer " else { return nil }
    return String(header.dropFirst(7))
}
