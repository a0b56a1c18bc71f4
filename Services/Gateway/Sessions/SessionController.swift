import Daemon
import Foundation
import HTTPTypes
import Hummingbird
import Identity

/// `/auth`: setting up, signing in and out, and renewing.
struct SessionController: Sendable {
    let signIn: SignIn
    let users: UserStore
    let sessions: SessionStore
    let endings: SessionEndings
    let verifier: TokenVerifier

    var routes: RouteCollection<DaemonRequestContext> {
        RouteCollection(context: DaemonRequestContext.self)
            .post("setup", use: setUp)
            .post("login", use: logIn)
            .post("refresh", use: refresh)
            .post("logout", use: logOut)
    }

    /// For a group whose sender is known.
    var ownRoutes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self).get("me", use: me)
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
            address: request.clientNetwork
        )
        return try response(signedIn, .created, to: request, context)
    }

    @Sendable private func logIn(_ request: Request, context: DaemonRequestContext) async throws -> Response {
        let login = try await request.decode(as: Login.self, context: context)
        let signedIn = try await signIn.withPassword(
            username: login.username,
            password: login.password,
            address: request.clientNetwork,
            device: cookie(SessionCookies.device, of: request)
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
        var ended: Set<String> = []
        if let token = bearerToken(request.headers[.authorization]),
            let session = try? await verifier.verify(token).sessionID
        {
            ended.insert(session)
        }
        if let token = try await refreshToken(of: request, context), let session = try await sessions.session(of: token)
        {
            ended.insert(session)
        }
        for session in ended { try await endings.end(session) }
        var response = Response(status: .noContent)
        response.headers[values: .setCookie] = SessionCookies.removal(isSecure: request.isSecure)
        return response
    }

    @Sendable private func me(_ request: Request, context: AuthenticatedContext) async throws -> UserBody {
        guard let user = try await users.active(context.principal.subject) else { throw Problem.unauthenticated }
        return UserBody(user)
    }

    /// From the body (`{"refresh_token": …}`), else from the cookie.
    private func refreshToken(of request: Request, _ context: DaemonRequestContext) async throws -> OpaqueToken? {
        let body = try await request.body.collect(upTo: 16_384)
        if body.readableBytes > 0 {
            guard let renewal = try? context.requestDecoder.decode(Renewal.self, from: Data(body.readableBytesView))
            else { throw Problem.invalidBody }
            if let token = renewal.refreshToken { return OpaqueToken(text: token) }
        }
        return cookie(SessionCookies.refresh, of: request)
    }

    private func cookie(_ name: String, of request: Request) -> OpaqueToken? {
        request.headers[values: .cookie].lazy.compactMap { SessionCookies.value(name, in: $0) }.first
            .map(OpaqueToken.init(text:))
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
    /// The sender's network, as the front saw it: nobody else reaches these endpoints.
    var clientNetwork: String { ClientNetwork.of(headers[.clientAddress] ?? "") }
    /// Whether the sender came by TLS.
    var isSecure: Bool { headers[.xForwardedProto] == "https" }
}

extension HTTPField.Name {
    static let xForwardedProto = literal("X-Forwarded-Proto")
}
