import Gateway
import NIOCore
import NIOEmbedded
import NIOWebSocket
import Testing

/// What takes time, on a clock of its own.
@Suite struct WebSocketConnectionTests {
    private static let limits = WebSocketLimits(
        message: 1024,
        queue: 4,
        queuedBytes: 1_000,
        pingInterval: .seconds(30),
        pongDeadline: .seconds(10),
        closeDeadline: .seconds(5)
    )

    @Test func aPeerThatAnswersPingsStays() throws {
        let channel = try Self.connected()
        for _ in 0..<3 {
            channel.embeddedEventLoop.advanceTime(by: .seconds(30))
            #expect(try channel.readOutbound(as: WebSocketFrame.self)?.opcode == .ping)
            channel.embeddedEventLoop.advanceTime(by: .seconds(9))
            try channel.writeInbound(Self.frame(.pong))
        }
        #expect(channel.isActive)
        _ = try channel.finish()
    }

    @Test func aPeerThatOwesAPongIsClosed() throws {
        let channel = try Self.connected()
        channel.embeddedEventLoop.advanceTime(by: .seconds(30))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(10))
        #expect(!channel.isActive)
    }

    @Test func theClosingHandshakeHasALimit() throws {
        let channel = try Self.connected()
        WebSocket(channel).close(.goingAway)
        var frame = try #require(try channel.readOutbound(as: WebSocketFrame.self))
        #expect(frame.opcode == .connectionClose && frame.data.readWebSocketErrorCode() == .goingAway)
        WebSocket(channel).send(ByteBuffer(string: "late"))
        #expect(try channel.readOutbound(as: WebSocketFrame.self) == nil)
        channel.embeddedEventLoop.advanceTime(by: .seconds(4))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test func thePeersPartOfTheHandshakeEndsIt() throws {
        let channel = try Self.connected()
        WebSocket(channel).close(.normalClosure)
        try channel.writeInbound(Self.frame(.connectionClose))
        #expect(!channel.isActive)
    }

    @Test func aPeerThatTakesNothingIsClosed() throws {
        let gate = OutboundGate()
        let channel = try Self.connected(before: gate)
        for number in 0..<4 { WebSocket(channel).send(ByteBuffer(string: "\(number)")) }
        #expect(gate.held.map { $0.opcode } == [.text, .text, .text, .text])
        WebSocket(channel).send(ByteBuffer(string: "one too many"))
        var close = try #require(gate.held.last)
        #expect(close.opcode == .connectionClose && close.data.readWebSocketErrorCode() == .policyViolation)
        channel.embeddedEventLoop.advanceTime(by: .seconds(5))
        #expect(!channel.isActive)
    }

    /// However many notices there are, what is held for a peer that takes nothing stays below both limits.
    @Test func whatWaitsForAPeerThatTakesNothingIsBoundedInBytes() throws {
        let gate = OutboundGate()
        let channel = try Self.connected(before: gate)
        for _ in 0..<1_000 { WebSocket(channel).send(ByteBuffer(string: String(repeating: "x", count: 300))) }
        #expect(gate.held.map { $0.opcode } == [.text, .text, .text, .connectionClose])
        #expect(gate.held.map(\.data.readableBytes).reduce(0, +) <= 1_000 + 2)
        channel.embeddedEventLoop.advanceTime(by: .seconds(5))
        #expect(!channel.isActive)
    }

    @Test func whatWasTakenIsNotHeldAgainstAPeer() throws {
        let channel = try Self.connected()
        for _ in 0..<1_000 {
            WebSocket(channel).send(ByteBuffer(string: String(repeating: "x", count: 300)))
            #expect(try channel.readOutbound(as: WebSocketFrame.self)?.opcode == .text)
        }
        #expect(channel.isActive)
        _ = try channel.finish()
    }

    @Test func fragmentsAreJoinedAndControlFramesMayComeBetween() throws {
        let received = Box<[WebSocketMessage]>([])
        let channel = try Self.connected(
            WebSocketAcceptance(received: { _, message in received.value.append(message) })
        )
        try channel.writeInbound(Self.frame(.text, "ho", fin: false))
        try channel.writeInbound(Self.frame(.ping, "p"))
        try channel.writeInbound(Self.frame(.continuation, "la"))
        #expect(received.value == [.text("hola")])
        #expect(try channel.readOutbound(as: WebSocketFrame.self)?.opcode == .pong)
        _ = try channel.finish()
    }

    private static func connected(
        _ acceptance: WebSocketAcceptance = WebSocketAcceptance(),
        before gate: OutboundGate? = nil
    ) throws -> EmbeddedChannel {
        let channel = EmbeddedChannel()
        if let gate { try channel.pipeline.syncOperations.addHandler(gate) }
        try channel.pipeline.syncOperations.addHandler(WebSocketConnection(acceptance, limits: limits))
        try channel.connect(to: SocketAddress(unixDomainSocketPath: "/x")).wait()
        return channel
    }

    private static func frame(_ opcode: WebSocketOpcode, _ text: String = "", fin: Bool = true) -> WebSocketFrame {
        let key = WebSocketMaskingKey.random()
        var data = ByteBuffer(string: text)
        data.webSocketMask(key)
        return WebSocketFrame(fin: fin, opcode: opcode, maskKey: key, data: data)
    }

    /// A peer that reads nothing: writes are kept and never done.
    private final class OutboundGate: ChannelOutboundHandler {
        typealias OutboundIn = WebSocketFrame
        private(set) var held: [WebSocketFrame] = []
        private var promises: [EventLoopPromise<Void>] = []

        func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
            held.append(unwrapOutboundIn(data))
            if let promise { promises.append(promise) }
        }

        func handlerRemoved(context: ChannelHandlerContext) {
            for promise in promises { promise.fail(ChannelError.ioOnClosedChannel) }
        }
    }

    /// Only touched on the test's thread, where the embedded loop runs.
    private final class Box<Value>: @unchecked Sendable {
        var value: Value
        init(_ value: Value) { self.value = value }
    }
}
