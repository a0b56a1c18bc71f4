import Daemon
import Foundation
import HTTPTypes
import Hummingbird
import Identity

/// `/ws`: who may listen for live notices. The front opens the sockets itself.
struct LiveController: Sendable {
    let verifier: TokenVerifier
    let sessions: SessionStore
    let sockets: LiveSockets

    /// For a group whose sender is known: requests that are no handshake.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self).get("ws", use: refuse)
    }

    /// Accepts whoever is signed in, until their session ends. Throws 401 where it has ended.
    ///
    /// - Parameter query: `after=<id>` names the last notice that the page has.
    func accept(_ principal: Principal, token: String, query: String?) async throws -> WebSocketAcceptance {
        let expiry = try await end(of: principal)
        let after = query?.split(separator: "&").first { $0.hasPrefix("after=") }.map { $0.dropFirst(6) }
        return sockets.acceptance(for: principal, after: after, until: expiry) { [verifier] in
            verifier.cached(token) == nil
        }
    }

    @Sendable private func refuse(_ request: Request, context: AuthenticatedContext) async throws -> Response {
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
