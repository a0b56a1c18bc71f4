import Audit
import Daemon
import Foundation
import HTTPTypes
import Hummingbird
import Identity

/// `/auth`: setting up, signing in and out, renewing, and one-time links.
struct SessionController: Sendable {
    let signIn: SignIn
    let sessions: SessionStore
    let endings: SessionEndings
    let verifier: TokenVerifier

    var routes: RouteCollection<DaemonRequestContext> {
        RouteCollection(context: DaemonRequestContext.self)
            .post("setup", use: setUp)
            .post("login", use: logIn)
            .post("refresh", use: refresh)
            .post("logout", use: logOut)
            .post("link", use: showLink)
            .post("password", use: setPassword)
    }

    struct Setup: Decodable {
        let token: String
        let username: String
        let password: String
        let name: String
    }

    struct Login: Decodable {
        let username: String
        let password: String
    }

    struct Link: Decodable {
        let token: String
    }

    /// What a one-time link is for, so that a page can greet whoever holds it.
    struct LinkBody: ResponseEncodable {
        let purpose: OneTimeLink.Purpose
        let name: String
        let username: String
    }

    struct NewPassword: Decodable {
        let token: String
        let password: String
    }

    struct Renewal: Decodable {
        let refreshToken: String?
    }

    @Sendable private func setUp(_ request: Request, context: DaemonRequestContext) async throws -> Response {
        let setup = try await request.decode(as: Setup.self, context: context)
        let signedIn = try await signIn.setUp(
            token: setup.token,
            username: setup.username,
            password: setup.password,
            name: setup.name,
            from: SignInOrigin(request, context)
        )
        return try response(signedIn, .created, to: request, context)
    }

    @Sendable private func logIn(_ request: Request, context: DaemonRequestContext) async throws -> Response {
        let login = try await request.decode(as: Login.self, context: context)
        let signedIn = try await signIn.withPassword(
            username: login.username,
            password: login.password,
            from: SignInOrigin(request, context)
        )
        return try response(signedIn, .ok, to: request, context)
    }

    @Sendable private func refresh(_ request: Request, context: DaemonRequestContext) async throws -> Response {
        guard let token = try await refreshToken(of: request, context) else { throw Problem.unauthenticated }
        do {
            return try response(try await signIn.refresh(token), .ok, to: request, context)
        } catch let problem as Problem where problem.status == .unauthorized {
            // A browser that keeps a dead token would ask again on every page.
            var refusal = problem.response(requestID: context.id, language: context.language)
            refusal.headers[values: .setCookie] = SessionCookies.removal(isSecure: request.isSecure)
            return refusal
        }
    }

    /// Ends the session, however it is known: by the access token, or by the refresh token where that has expired.
    @Sendable private func logOut(_ request: Request, context: DaemonRequestContext) async throws -> Response {
        // Session → whose it is.
        var ended: [String: String] = [:]
        if let token = bearerToken(request.headers[.authorization]), let sender = try? await verifier.verify(token),
            let session = sender.sessionID
        {
            ended[session] = sender.subject
        }
        if let token = try await refreshToken(of: request, context), let session = try await sessions.session(of: token)
        {
            ended[session.id] = session.userID
        }
        for (session, owner) in ended { try await endings.end(session, of: owner, by: context.origin(actor: owner)) }
        var response = Response(status: .noContent)
        response.headers[values: .setCookie] = SessionCookies.removal(isSecure: request.isSecure)
        return response
    }

    @Sendable private func showLink(_ request: Request, context: DaemonRequestContext) async throws -> LinkBody {
        let link = try await request.decode(as: Link.self, context: context)
        let (user, purpose) = try await signIn.links.find(OpaqueToken(text: link.token))
        return LinkBody(purpose: purpose, name: user.name, username: user.username)
    }

    @Sendable private func setPassword(_ request: Request, context: DaemonRequestContext) async throws -> Response {
        let new = try await request.decode(as: NewPassword.self, context: context)
        let signedIn = try await signIn.withLink(
            OpaqueToken(text: new.token),
            newPassword: new.password,
            from: SignInOrigin(request, context)
        )
        return try response(signedIn, .ok, to: request, context)
    }

    /// From the body (`{"refresh_token": …}`), else from the cookie.
    private func refreshToken(of request: Request, _ context: DaemonRequestContext) async throws -> OpaqueToken? {
        let body = try await request.body.collect(upTo: 16_384)
        if body.readableBytes > 0 {
            guard let renewal = try? context.requestDecoder.decode(Renewal.self, from: Data(body.readableBytesView))
            else { throw Problem.invalidBody }
            if let token = renewal.refreshToken { return OpaqueToken(text: token) }
        }
        return request.cookie(SessionCookies.refresh)
    }

    private func response(
        _ signedIn: SignedIn,
        _ status: HTTPResponse.Status,
        to request: Request,
        _ context: DaemonRequestContext
    ) throws -> Response {
        var response = try context.responseEncoder.encode(signedIn, from: request, context: context)
        response.status = status
        response.headers[.cacheControl] = "no-store"
        response.headers[values: .setCookie] = SessionCookies.values(of: signedIn, isSecure: request.isSecure)
        return response
    }
}

extension Request {
    /// Whether the sender came by TLS.
    var isSecure: Bool { headers[.xForwardedProto] == "https" }
}

extension HTTPField.Name {
    static let xForwardedProto = literal("X-Forwarded-Proto")
}
