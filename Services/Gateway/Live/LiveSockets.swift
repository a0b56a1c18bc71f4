import Foundation
import Identity
import NIOCore
import NIOWebSocket
import ServiceLifecycle
import SuiteProtocol
import Synchronization

/// Who is listening for live notices in this process.
final class LiveSockets: Sendable {
    private struct State {
        var principals: [WebSocket: Principal] = [:]
        var byOwner: [String: Set<WebSocket>] = [:]
        var isClosed = false
    }

    private let state = Mutex(State())

    var count: Int { state.withLock { $0.principals.count } }

    /// Sockets of one person: a page keeps one, so these are many pages.
    private static let mostOfOnePerson = 64

    /// What happens to a socket of this person, until their session ends by itself at `expiry`.
    ///
    /// - Parameter hasEnded: asked once the socket is one of ours, since a session that ended just before closed it not.
    func acceptance(
        for principal: Principal,
        until expiry: Date,
        hasEnded: @escaping @Sendable () -> Bool
    ) -> WebSocketAcceptance {
        // Clients have nothing to say here; what they send is read and dropped.
        WebSocketAcceptance(
            opened: { socket in
                self.add(socket, principal)
                if hasEnded() { socket.close(.policyViolation) }
                socket.close(.policyViolation, after: .seconds(Int64(max(0, expiry.timeIntervalSinceNow))))
            },
            closed: { socket in self.remove(socket) }
        )
    }

    func push(_ text: ByteBuffer, to owner: String) {
        for socket in state.withLock({ $0.byOwner[owner] ?? [] }) { socket.send(text) }
    }

    func push(_ text: ByteBuffer, toThoseWhoMay permission: Permission) {
        send(text) { $0.can(permission) }
    }

    func pushToAll(_ text: ByteBuffer) {
        send(text) { _ in true }
    }

    /// Ends the sockets of a session that was revoked.
    func close(session: String) {
        let sockets = state.withLock { state in
            state.principals.filter { $0.value.sessionID == session }.map(\.key)
        }
        for socket in sockets { socket.close(.policyViolation) }
    }

    /// Ends the sockets of a person about whom something changed.
    func close(subject: String) {
        for socket in state.withLock({ $0.byOwner[subject] ?? [] }) { socket.close(.policyViolation) }
    }

    /// The daemon stops: all are told, and nobody new is kept.
    func closeAll() {
        let sockets = state.withLock { state in
            state.isClosed = true
            return Array(state.principals.keys)
        }
        for socket in sockets { socket.close(.goingAway) }
    }

    private func send(_ text: ByteBuffer, where isMeant: (Principal) -> Bool) {
        let sockets = state.withLock { state in state.principals.filter { isMeant($0.value) }.map(\.key) }
        for socket in sockets { socket.send(text) }
    }

    private func add(_ socket: WebSocket, _ principal: Principal) {
        let refusal: WebSocketErrorCode? = state.withLock { state in
            state.principals[socket] = principal
            state.byOwner[principal.subject, default: []].insert(socket)
            if state.isClosed { return .goingAway }
            return state.byOwner[principal.subject, default: []].count > Self.mostOfOnePerson ? .tryAgainLater : nil
        }
        if let refusal { socket.close(refusal) }
    }

    private func remove(_ socket: WebSocket) {
        state.withLock { state in
            guard let principal = state.principals.removeValue(forKey: socket) else { return }
            state.byOwner[principal.subject]?.remove(socket)
            if state.byOwner[principal.subject]?.isEmpty == true { state.byOwner[principal.subject] = nil }
        }
    }
}

extension WebSocketErrorCode {
    /// IANA's WebSocket close code registry.
    fileprivate static let tryAgainLater = WebSocketErrorCode(codeNumber: 1013)
}

/// Ends the live connections first when the daemon stops: the front waits for what is in flight, and these never end.
struct LiveShutdown: Service {
    let sockets: LiveSockets

    func run() async throws {
        try? await gracefulShutdown()
        sockets.closeAll()
    }
}
