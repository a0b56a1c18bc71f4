import Crypto
import Daemon
import Foundation
import HTTPTypes
import NIOCore
import NIOWebSocket
import Relay

/// The client's part of the opening handshake (RFC 6455, 4.2.1), once the front has found it to be one.
struct WebSocketHandshake: Sendable {
    private let key: String

    private static let version = "13"
    /// RFC 6455, 1.3.
    private static let salt = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

    init(_ head: RequestHead) throws(Problem) {
        guard head.fields["sec-websocket-version"] == Self.version else { throw .webSocketVersion }
        guard let key = head.fields["sec-websocket-key"], Data(base64Encoded: key)?.count == 16 else {
            throw .malformedHandshake
        }
        self.key = key
    }

    /// What the system keeps for a peer that takes nothing, in bytes; by itself it would let that grow to megabytes.
    private static let systemBuffer: SocketOptionValue = 65_536

    /// The connection as `acceptance` wishes, with `fields` beside the handshake's own in the answer.
    func takeover(_ acceptance: WebSocketAcceptance, _ limits: WebSocketLimits, _ fields: FieldLines?) -> Takeover {
        var lines = fields ?? FieldLines(capacity: 128)
        let digest = Insecure.SHA1.hash(data: Data((key + Self.salt).utf8))
        lines.add("sec-websocket-accept", Data(digest).base64EncodedString())
        return Takeover(fields: lines) { channel in
            try? channel.syncOptions?.setOption(.socketOption(.so_sndbuf), value: Self.systemBuffer)
            try channel.pipeline.syncOperations.addHandlers([
                ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: limits.message)),
                WebSocketFrameEncoder(),
                WebSocketConnection(acceptance, limits: limits),
            ])
        }
    }
}

extension Problem {
    fileprivate static let webSocketVersion = Problem(
        .upgradeRequired,
        "upgrade_required",
        Messages.upgradeRequired,
        headers: [.upgrade: "websocket", .secWebSocketVersion: "13"]
    )
    fileprivate static let malformedHandshake = Problem(.badRequest, "malformed_request", Messages.malformedRequest)
}
