import NIOCore
import NIOWebSocket

/// One accepted connection, as the rest of the daemon sees it: something to send text to, from any thread.
struct WebSocket: Sendable, Hashable {
    private let channel: any Channel

    init(_ channel: any Channel) {
        self.channel = channel
    }

    /// Puts a message into the socket's queue. A peer that doesn't take what is queued is closed (1008).
    func send(_ text: ByteBuffer) {
        channel.writeAndFlush(WebSocketText(bytes: text), promise: nil)
    }

    /// Begins the closing handshake; the peer has some seconds for its part.
    func close(_ code: WebSocketErrorCode) {
        channel.triggerUserOutboundEvent(WebSocketClose(code: code), promise: nil)
    }

    /// Closes when the time has come, if it is still open then.
    func close(_ code: WebSocketErrorCode, after delay: TimeAmount) {
        let closing = channel.eventLoop.scheduleTask(in: delay) { close(code) }
        channel.closeFuture.whenComplete { _ in closing.cancel() }
    }

    /// Returns once the connection is closed.
    func untilClosed() async {
        try? await channel.closeFuture.get()
    }

    static func == (left: WebSocket, right: WebSocket) -> Bool { left.channel === right.channel }

    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(channel)) }
}

/// A text message on its way out, UTF-8.
struct WebSocketText: Sendable {
    let bytes: ByteBuffer
}

/// The wish to close.
struct WebSocketClose: Sendable {
    let code: WebSocketErrorCode
}

/// What comes in.
enum WebSocketMessage: Sendable, Equatable {
    case text(String)
    case binary(ByteBuffer)
}

/// Who takes part on our side. All three are called on the connection's event loop.
struct WebSocketAcceptance: Sendable {
    var opened: @Sendable (WebSocket) -> Void = { _ in }
    var received: @Sendable (WebSocket, WebSocketMessage) -> Void = { _, _ in }
    var closed: @Sendable (WebSocket) -> Void = { _ in }
}

/// Limits of a connection.
struct WebSocketLimits: Sendable {
    /// Largest message from the peer, once its fragments are joined, in bytes.
    var message = 16_384
    /// Messages that wait for the peer to take them.
    var queue = 64
    var pingInterval = TimeAmount.seconds(30)
    /// For the answer to a ping.
    var pongDeadline = TimeAmount.seconds(10)
    /// For the peer's part of the closing handshake.
    var closeDeadline = TimeAmount.seconds(5)
}
