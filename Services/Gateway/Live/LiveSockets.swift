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

    /// What happens to a socket of this person, until their session ends by itself at `expiry`.
    func acceptance(for principal: Principal, until expiry: Date) -> WebSocketAcceptance {
        // Clients have nothing to say here; what they send is read and dropped.
        WebSocketAcceptance(
            opened: { socket in
                self.add(socket, principal)
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
        let isClosed = state.withLock { state in
            state.principals[socket] = principal
            state.byOwner[principal.subject, default: []].insert(socket)
            return state.isClosed
        }
        if isClosed { socket.close(.goingAway) }
    }

    private func remove(_ socket: WebSocket) {
        state.withLock { state in
            guard let principal = state.principals.removeValue(forKey: socket) else { return }
            state.byOwner[principal.subject]?.remove(socket)
            if state.byOwner[principal.subject]?.isEmpty == true { state.byOwner[principal.subject] = nil }
        }
    }
}

/// Ends the live connections first when the daemon stops: the front waits for what is in flight, and these never end.
struct LiveShutdown: Service {
    let sockets: LiveSockets

    func run() async throws {
        try? await gracefulShutdown()
        sockets.closeAll()
    }
}
