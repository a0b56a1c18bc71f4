import Foundation
import NIOCore
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
        origin: String? = nil,
        _ body: @escaping @Sendable (TestSocket) async throws -> Void
    ) async throws {
        var headers: HTTPHeaders = ["host": "127.0.0.1:\(gateway.port)", "content-length": "0"]
        headers.add(name: "cookie", value: "consulta_access=\(session.accessToken)")
        if let origin { headers.add(name: "origin", value: origin) }
        let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: "/ws", headers: headers)
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
    static func handshake(port: Int, headers: [String: String]) async throws -> String {
        let lines = headers.map { "\($0.key): \($0.value)\r\n" }.joined()
        return try await RawConnection.exchange(
            port: port,
            "GET /ws HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\(lines)"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
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

    func nextText() async throws -> String {
        while let frame = try await next() {
            if frame.opcode == .text { return String(buffer: frame.data) }
        }
        return ""
    }

    func text(containing part: String) async throws -> String {
        while let frame = try await next() {
            let text = String(buffer: frame.data)
            if frame.opcode == .text, text.contains(part) { return text }
        }
        return ""
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
