import Foundation
import Identity
import NIOCore
import NIOWebSocket
import ServiceLifecycle
import SuiteProtocol
import Synchronization

/// Who is listening for live notices in this process, and what was said last.
final class LiveSockets: Sendable {
    fileprivate struct State {
        var principals: [WebSocket: Principal] = [:]
        var byOwner: [String: Set<WebSocket>] = [:]
        var ring = LiveSockets.emptyRing()
        var isClosed = false
    }

    private let state = Mutex(State())

    var count: Int { state.withLock { $0.principals.count } }

    /// Sockets of one person: a page keeps one, so these are many pages.
    private static let mostOfOnePerson = 64
    /// Notices kept for whoever comes back.
    private static let kept = 4_096
    /// Bytes that these may have.
    private static let keptBytes = 4 << 20
    /// Missed notices that are sent again; whoever missed more asks anew. Well below what may wait for a socket.
    private static let mostSentAgain = 32

    private static func emptyRing() -> NoticeRing {
        NoticeRing(epoch: String(UInt64.random(in: 0 ... .max), radix: 36), capacity: kept, limit: keptBytes)
    }

    /// What happens to a socket of this person, until their session ends by itself at `expiry`.
    ///
    /// - Parameters:
    ///   - after: the id of the last notice that the page has; nil where it begins.
    ///   - hasEnded: asked once the socket is one of ours, since a session that ended just before closed it not.
    func acceptance(
        for principal: Principal,
        after: Substring?,
        until expiry: Date,
        hasEnded: @escaping @Sendable () -> Bool
    ) -> WebSocketAcceptance {
        // Clients have nothing to say here; what they send is read and dropped.
        WebSocketAcceptance(
            opened: { socket in
                self.add(socket, principal, after: after)
                if hasEnded() { socket.close(.policyViolation) }
                socket.close(.policyViolation, after: .seconds(Int64(max(0, expiry.timeIntervalSinceNow))))
            },
            closed: { socket in self.remove(socket) }
        )
    }

    /// - Parameter notice: its JSON, which is given its id here.
    func push(_ notice: ByteBuffer, to audience: LiveAudience) {
        let (text, sockets) = state.withLock { state in
            (state.ring.append(notice, for: audience), state.listeners(audience))
        }
        for socket in sockets { socket.send(text) }
    }

    /// Notices may have been lost on their way here: all pages are told to ask again, and those that come back later
    /// will be.
    func beginEpoch() {
        let (last, sockets) = state.withLock { state in
            state.ring = Self.emptyRing()
            return (state.ring.last, Array(state.principals.keys))
        }
        let text = LiveNotice.resumed(last)
        for socket in sockets { socket.send(text) }
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

    /// What was missed goes out before anything that is pushed later: both find the socket under the same lock, and this
    /// runs on its event loop.
    private func add(_ socket: WebSocket, _ principal: Principal, after: Substring?) {
        let (refusal, greeting) = state.withLock { state -> (WebSocketErrorCode?, [ByteBuffer]) in
            state.principals[socket] = principal
            state.byOwner[principal.subject, default: []].insert(socket)
            if state.isClosed { return (.goingAway, []) }
            if state.byOwner[principal.subject, default: []].count > Self.mostOfOnePerson {
                return (.tryAgainLater, [])
            }
            return (nil, state.greeting(principal, after: after, most: Self.mostSentAgain))
        }
        for text in greeting { socket.send(text) }
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

extension LiveSockets.State {
    fileprivate func listeners(_ audience: LiveAudience) -> [WebSocket] {
        if case .owner(let subject) = audience { return Array(byOwner[subject] ?? []) }
        return principals.filter { audience.includes($0.value) }.map(\.key)
    }

    /// What was missed and where the page stands now; `resumed` where that can't be told.
    fileprivate func greeting(_ principal: Principal, after: Substring?, most: Int) -> [ByteBuffer] {
        guard let after else { return [LiveNotice.connected(ring.last)] }
        guard
            let missed = NoticeID(after).flatMap({ ring.entries(after: $0) })?
                .filter({ $0.audience.includes(principal) }), missed.count <= most
        else { return [LiveNotice.resumed(ring.last)] }
        return missed.map(\.text) + [LiveNotice.connected(ring.last)]
    }
}

extension WebSocketErrorCode {
    /// IANA's WebSocket close code registry.
    fileprivate static let tryAgainLater = WebSocketErrorCode(codeNumber: 1013)
}
