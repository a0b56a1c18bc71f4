import Daemon
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Persistence

/// `/auth/oidc`: a browser goes to the provider, and comes back signed in or with what went wrong.
struct SingleSignOnController: Sendable {
    /// nil where no provider is configured.
    let singleSignOn: SingleSignOn?

    var routes: RouteCollection<DaemonRequestContext> {
        RouteCollection(context: DaemonRequestContext.self)
            .get("start", use: start)
            .get("callback", use: finish)
    }

    @Sendable private func start(_ request: Request, context: DaemonRequestContext) async throws -> Response {
        try await orProblem(context, isSecure: request.isSecure) {
            guard let singleSignOn else { throw SingleSignOnError.notConfigured }
            let destination = try SignInAttempt.destination(request.uri.queryParameters.get("return"))
            guard let host = request.headers[.xForwardedHost] else { throw SingleSignOnError.refused }
            let begun = try await singleSignOn.begin(
                redirectURI: "\(request.isSecure ? "https" : "http")://\(host)/auth/oidc/callback",
                destination: destination
            )
            return Self.redirect(
                to: begun.url,
                cookies: [SignInAttempt.cookie(begun.cookie, isSecure: request.isSecure)]
            )
        }
    }

    @Sendable private func finish(_ request: Request, context: DaemonRequestContext) async throws -> Response {
        try await orProblem(context, isSecure: request.isSecure) {
            guard let singleSignOn else { throw SingleSignOnError.notConfigured }
            let query = request.uri.queryParameters
            let answer = ProviderAnswer(
                state: query.get("state"),
                code: query.get("code"),
                error: query.get("error"),
                issuer: query.get("iss")
            )
            guard let cookie = request.cookie(SignInAttempt.cookie),
                let attempt = SignInAttempt(sealed: cookie.text, by: singleSignOn.keyring)
            else {
                throw SingleSignOnError.expired
            }
            let signedIn = try await singleSignOn.finish(answer, attempt, from: SignInOrigin(request, context))
            let cookies = SessionCookies.values(of: signedIn, isSecure: request.isSecure)
            return Self.redirect(to: attempt.destination, cookies: cookies + [Self.forgotten(request.isSecure)])
        }
    }

    /// A person is looking at this: what went wrong is a page, not a problem document.
    private func orProblem(
        _ context: DaemonRequestContext,
        isSecure: Bool,
        _ body: () async throws -> Response
    ) async throws -> Response {
        do {
            return try await body()
        } catch let error as SingleSignOnError {
            context.logger.notice("a sign-in with the provider failed", metadata: ["problem": "\(error.rawValue)"])
            return Self.redirect(to: "/sign-in?problem=\(error.rawValue)", cookies: [Self.forgotten(isSecure)])
        }
    }

    private static func forgotten(_ isSecure: Bool) -> String { SignInAttempt.cookie("", isSecure: isSecure) }

    private static func redirect(to location: String, cookies: [String]) -> Response {
        var response = Response(status: .found, headers: [.location: location, .cacheControl: "no-store"])
        response.headers[values: .setCookie] = cookies
        return response
    }
}

extension HTTPField.Name {
    static let xForwardedHost = literal("X-Forwarded-Host")
}
