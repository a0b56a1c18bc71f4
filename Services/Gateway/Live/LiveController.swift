import Daemon
import Foundation
import HTTPTypes
import Hummingbird
import Identity

/// `/ws`: who may listen for live notices.
struct LiveController: Sendable {
    let verifier: TokenVerifier
    let sessions: SessionStore
    let sockets: LiveSockets

    static let path = "/ws"

    /// For a group whose sender is known: requests that did not become a WebSocket, and why.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self).get("ws", use: refuse)
    }

    /// Accepts whoever is signed in, until their session ends.
    @Sendable func accept(_ request: HTTPRequest) async -> WebSocketAcceptance? {
        guard request.path?.prefix(while: { $0 != "?" }) == Self.path[...],
            let token = bearerToken(request.headerFields[.authorization]),
            let principal = try? await verifier.verify(token),
            let expiry = try? await end(of: principal)
        else { return nil }
        return sockets.acceptance(for: principal, until: expiry) { [verifier] in verifier.cached(token) == nil }
    }

    @Sendable private func refuse(_ request: Request, context: AuthenticatedContext) async throws -> Response {
        if request.headers[.upgrade]?.lowercased() == "websocket" { _ = try await end(of: context.principal) }
        throw Problem(
            .upgradeRequired,
            "upgrade_required",
            Messages.upgradeRequired,
            headers: [.upgrade: "websocket"]
        )
    }

    private func end(of principal: Principal) async throws -> Date {
        guard let session = principal.sessionID, let expiry = try await sessions.expiry(of: session) else {
            throw Problem.unauthenticated
        }
        return expiry
    }
}
