import NIOCore
import NIOPosix

/// A daemon that begins an answer to whatever it is asked and never ends it.
final class HeldStream: Sendable {
    let url: String
    private let listener: any Channel

    private init(_ listener: any Channel) {
        self.listener = listener
        url = "http://127.0.0.1:\(listener.localAddress?.port ?? 0)"
    }

    static func run(_ body: (HeldStream) async throws -> Void) async throws {
        let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(Beginner()) }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        do {
            try await body(HeldStream(listener))
        } catch {
            try? await listener.close()
            throw error
        }
        try await listener.close()
    }

    private final class Beginner: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: head + "5\r\nbegun\r\n")), promise: nil)
        }
    }
}

/// Somebody who has asked and keeps listening.
struct Listener {
    let answer: String
    private let channel: any Channel

    /// Returns once the answer has begun, or is there as a whole.
    static func open(_ gateway: RunningGateway, _ path: String, token: String) async throws -> Listener {
        let parts = AsyncStream<String>.makeStream()
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(PartReader(parts.continuation))
                }
            }
            .connect(host: "127.0.0.1", port: gateway.port).get()
        let request =
            "POST \(path) HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(token)\r\nContent-Length: 2\r\n\r\n{}"
        try await channel.writeAndFlush(ByteBuffer(string: request))
        var answer = ""
        for await part in parts.stream {
            answer += part
            if answer.contains("begun") || answer.hasSuffix("}") { break }
        }
        return Listener(answer: answer, channel: channel)
    }

    var status: Int { Int(answer.dropFirst(9).prefix(3)) ?? 0 }

    func close() async throws { try await channel.close() }

    private final class PartReader: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let parts: AsyncStream<String>.Continuation

        init(_ parts: AsyncStream<String>.Continuation) {
            self.parts = parts
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            parts.yield(String(buffer: unwrapInboundIn(data)))
        }

        func channelInactive(context: ChannelHandlerContext) {
            parts.finish()
        }
    }
}
