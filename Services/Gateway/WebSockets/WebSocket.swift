import NIOCore
import NIOWebSocket

/// One accepted connection, as the rest of the daemon sees it: something to send text to, from any thread.
package struct WebSocket: Sendable, Hashable {
    private let channel: any Channel

    package init(_ channel: any Channel) {
        self.channel = channel
    }

    /// Puts a message into the socket's queue. A peer that doesn't take what is queued is closed (1008).
    package func send(_ text: ByteBuffer) {
        channel.writeAndFlush(WebSocketText(bytes: text), promise: nil)
    }

    /// Begins the closing handshake; the peer has some seconds for its part.
    package func close(_ code: WebSocketErrorCode) {
        channel.triggerUserOutboundEvent(WebSocketClose(code: code), promise: nil)
    }

    /// Closes when the time has come, if it is still open then.
    func close(_ code: WebSocketErrorCode, after delay: TimeAmount) {
        let closing = channel.eventLoop.scheduleTask(in: delay) { close(code) }
        channel.closeFuture.whenComplete { _ in closing.cancel() }
    }

    package static func == (left: WebSocket, right: WebSocket) -> Bool { left.channel === right.channel }

    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(channel)) }
}

/// A text message on its way out, UTF-8.
package struct WebSocketText: Sendable {
    let bytes: ByteBuffer
}

/// The wish to close.
struct WebSocketClose: Sendable {
    let code: WebSocketErrorCode
}

/// What comes in.
package enum WebSocketMessage: Sendable, Equatable {
    case text(String)
    case binary(ByteBuffer)
}

/// Who takes part on our side. All three are called on the connection's event loop.
package struct WebSocketAcceptance: Sendable {
    let opened: @Sendable (WebSocket) -> Void
    let received: @Sendable (WebSocket, WebSocketMessage) -> Void
    let closed: @Sendable (WebSocket) -> Void

    package init(
        opened: @escaping @Sendable (WebSocket) -> Void = { _ in },
        received: @escaping @Sendable (WebSocket, WebSocketMessage) -> Void = { _, _ in },
        closed: @escaping @Sendable (WebSocket) -> Void = { _ in }
    ) {
        self.opened = opened
        self.received = received
        self.closed = closed
    }
}

/// Limits of a connection.
package struct WebSocketLimits: Sendable {
    /// Largest message from the peer, once its fragments are joined, in bytes.
    let message: Int
    /// Messages that wait for the peer to take them.
    let queue: Int
    /// Bytes of these messages.
    let queuedBytes: Int
    let pingInterval: TimeAmount
    /// For the answer to a ping.
    let pongDeadline: TimeAmount
    /// For the peer's part of the closing handshake.
    let closeDeadline: TimeAmount

    package init(
        message: Int = 16_384,
        queue: Int = 64,
        queuedBytes: Int = 262_144,
        pingInterval: TimeAmount = .seconds(30),
        pongDeadline: TimeAmount = .seconds(10),
        closeDeadline: TimeAmount = .seconds(5)
    ) {
        self.message = message
        self.queue = queue
        self.queuedBytes = queuedBytes
        self.pingInterval = pingInterval
        self.pongDeadline = pongDeadline
        self.closeDeadline = closeDeadline
    }
}
