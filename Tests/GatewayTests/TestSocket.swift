import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import NIOPosix
import NIOWebSocket
import Testing

/// A WebSocket client that can also do what clients must not.
final class TestSocket: Sendable {
    private typealias Frames = NIOAsyncChannel<WebSocketFrame, WebSocketFrame>

    private let outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
    private let inbound: AsyncStream<WebSocketFrame>

    private init(_ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>, _ inbound: AsyncStream<WebSocketFrame>) {
        self.outbound = outbound
        self.inbound = inbound
    }

    static func open(
        _ gateway: RunningGateway,
        _ session: Session,
        after: String? = nil,
        _ body: @escaping @Sendable (TestSocket) async throws -> Void
    ) async throws {
        var headers: HTTPHeaders = ["host": "127.0.0.1:\(gateway.port)", "content-length": "0"]
        headers.add(name: "cookie", value: "consulta_access=\(session.accessToken)")
        headers.add(name: "origin", value: gateway.url)
        let uri = "/ws" + (after.map { "?after=\($0)" } ?? "")
        let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: uri, headers: headers)
        let result = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: "127.0.0.1", port: gateway.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    let upgrader = NIOTypedWebSocketClientUpgrader<Frames?> { channel, _ in
                        channel.eventLoop.makeCompletedFuture { try Frames(wrappingChannelSynchronously: channel) }
                    }
                    var pipeline = NIOUpgradableHTTPClientPipelineConfiguration(
                        upgradeConfiguration: NIOTypedHTTPClientUpgradeConfiguration(
                            upgradeRequestHead: head,
                            upgraders: [upgrader],
                            notUpgradingCompletionHandler: { $0.eventLoop.makeSucceededFuture(nil) }
                        )
                    )
                    // Frames may share a segment with the 101.
                    pipeline.leftOverBytesStrategy = .forwardBytes
                    return try channel.pipeline.syncOperations.configureUpgradableHTTPClientPipeline(
                        configuration: pipeline
                    )
                }
            }
        let frames = try #require(try await result.get(), "the handshake was refused")
        try await frames.executeThenClose { inbound, outbound in
            let received = AsyncStream<WebSocketFrame>.makeStream()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    defer { received.continuation.finish() }
                    for try await frame in inbound { received.continuation.yield(frame) }
                }
                try await body(TestSocket(outbound, received.stream))
                group.cancelAll()
            }
        }
    }

    /// What a handshake is answered with where it is refused.
    static func handshake(port: Int, headers: [String: String], until end: String? = nil) async throws -> String {
        let lines = headers.map { "\($0.key): \($0.value)\r\n" }.joined()
        return try await RawConnection.exchange(
            port: port,
            "GET /ws HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\(lines)"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
            until: end
        )
    }

    func send(_ opcode: WebSocketOpcode, _ text: String, fin: Bool = true, masked: Bool = true) async throws {
        try await send(opcode, bytes: ByteBuffer(string: text), fin: fin, masked: masked)
    }

    func send(_ opcode: WebSocketOpcode, bytes: ByteBuffer, fin: Bool = true, masked: Bool = true) async throws {
        let key = masked ? WebSocketMaskingKey.random() : nil
        try await outbound.write(WebSocketFrame(fin: fin, opcode: opcode, maskKey: key, data: bytes))
    }

    func next() async throws -> WebSocketFrame? {
        var iterator = inbound.makeAsyncIterator()
        return await iterator.next()
    }

    func nextNotice() async throws -> LiveMessage? {
        while let frame = try await next() {
            if frame.opcode == .text {
                return try JSONDecoder().decode(LiveMessage.self, from: Data(buffer: frame.data))
            }
        }
        return nil
    }

    /// The next notice of this type.
    func notice(_ type: String) async throws -> LiveMessage? {
        while let notice = try await nextNotice() {
            if notice.type == type { return notice }
        }
        return nil
    }

    /// The code of the other side's close frame, and then the end of the connection.
    func closeCode() async throws -> WebSocketErrorCode? {
        var code: WebSocketErrorCode?
        while var frame = try await next() {
            if frame.opcode == .connectionClose { code = frame.data.readWebSocketErrorCode() }
            if code != nil { break }
        }
        return code
    }
}

/// What pages are told.
struct LiveMessage: Decodable, Sendable {
    let id: String
    let type: String
    let subject: String
    let data: [String: String]
}
