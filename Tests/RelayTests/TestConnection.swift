import Glibc
import NIOCore
import NIOPosix
import Synchronization

/// A raw TCP connection, of a client or of an upstream: bytes out, bytes in, end seen.
final class TestConnection: Sendable {
    let channel: any Channel
    private let inbox: Inbox

    private init(_ channel: any Channel, _ inbox: Inbox) {
        self.channel = channel
        self.inbox = inbox
    }

    static func connect(port: Int, receiveBuffer: Int? = nil) async throws -> TestConnection {
        var bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        if let receiveBuffer {
            bootstrap = bootstrap.channelOption(.socketOption(.so_rcvbuf), value: receiveBuffer)
        }
        let inbox = Inbox()
        let channel = try await bootstrap.channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(InboxHandler(inbox))
            }
        }.connect(host: "127.0.0.1", port: port).get()
        return TestConnection(channel, inbox)
    }

    static func adopt(_ channel: any Channel) throws -> TestConnection {
        let inbox = Inbox()
        try channel.pipeline.syncOperations.addHandler(InboxHandler(inbox))
        return TestConnection(channel, inbox)
    }

    func send(_ text: String) async throws {
        try await channel.writeAndFlush(ByteBuffer(string: text))
    }

    func send(_ bytes: ByteBuffer) async throws {
        try await channel.writeAndFlush(bytes)
    }

    /// Everything received, once it satisfies `condition`; what was received is then taken.
    func receive(_ what: String = "bytes", where condition: @escaping @Sendable (String) -> Bool) async throws -> String
    {
        let inbox = inbox
        return try await within(.seconds(5), what) { try await inbox.take(condition) }
    }

    /// Receives up to and with `end`.
    func receive(to end: String) async throws -> String {
        try await receive("«\(end)»") { $0.hasSuffix(end) }
    }

    /// A whole request or response whose body, if any, has a length or is chunked.
    func receiveMessage() async throws -> Message {
        try await Message(receive("a message") { Message.isComplete($0) })
    }

    /// Everything until the peer closes.
    func receiveToEnd(within limit: Duration = .seconds(5)) async throws -> String {
        let inbox = inbox
        return try await within(limit, "the end of the connection") { await inbox.takeAll() }
    }

    func closed(within limit: Duration) async throws {
        _ = try await receiveToEnd(within: limit)
    }

    var receivedCount: Int { inbox.count }

    /// Closes, unless the peer did so first.
    func close() async throws {
        guard channel.isActive else { return }
        try? await channel.close()
    }

    /// Closes as the kernel does for a process that still had bytes to read.
    func reset() async throws {
        try await (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        try await close()
    }

    /// Ends our side only: the peer's own close is then seen as the end.
    func finish() async throws {
        try await channel.close(mode: .output).get()
    }

    func setReading(_ isReading: Bool) async throws {
        try await channel.setOption(.autoRead, value: isReading).get()
    }
}

/// What a connection has received.
private final class Inbox: Sendable {
    private struct State {
        var text = [UInt8]()
        var count = 0
        var isEnded = false
        var waiter: (condition: @Sendable (String) -> Bool, continuation: CheckedContinuation<String, any Error>)?
    }

    struct Ended: Error {
        let received: String
    }

    private let state = Mutex(State())

    var count: Int { state.withLock { $0.count } }

    func append(_ bytes: ByteBuffer) {
        update {
            $0.text += bytes.readableBytesView
            $0.count += bytes.readableBytes
        }
    }

    func end() {
        update { $0.isEnded = true }
    }

    func take(_ condition: @escaping @Sendable (String) -> Bool) async throws -> String {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                update { $0.waiter = (condition, continuation) }
            }
        } onCancel: {
            update { $0.isEnded = true }
        }
    }

    func takeAll() async -> String {
        do {
            return try await take { _ in false }
        } catch {
            return (error as? Ended)?.received ?? ""
        }
    }

    private func update(_ change: (inout State) -> Void) {
        let wake = state.withLock { state -> (() -> Void)? in
            change(&state)
            guard let waiter = state.waiter else { return nil }
            let text = String(decoding: state.text, as: UTF8.self)
            guard waiter.condition(text) || state.isEnded else { return nil }
            let isDone = waiter.condition(text)
            state.waiter = nil
            state.text = []
            return {
                isDone
                    ? waiter.continuation.resume(returning: text)
                    : waiter.continuation.resume(throwing: Ended(received: text))
            }
        }
        wake?()
    }
}

private final class InboxHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let inbox: Inbox

    init(_ inbox: Inbox) {
        self.inbox = inbox
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        inbox.append(unwrapInboundIn(data))
    }

    func channelInactive(context: ChannelHandlerContext) {
        inbox.end()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
