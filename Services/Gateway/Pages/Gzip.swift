import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPCompression

/// Compresses a whole file, once, when it is loaded.
///
/// NIO's compressor is a channel handler, so the file goes through a channel without a socket: no zlib of our own.
enum Gzip {
    static func compress(_ bytes: ByteBuffer) -> ByteBuffer? {
        let channel = EmbeddedChannel(handler: HTTPResponseCompressor(initialByteBufferCapacity: bytes.readableBytes))
        defer { _ = try? channel.finish() }
        do {
            let accepting = HTTPHeaders([("accept-encoding", "gzip")])
            let request = HTTPRequestHead(version: .http1_1, method: .GET, uri: "/", headers: accepting)
            try channel.writeInbound(HTTPServerRequestPart.head(request))
            try channel.writeOutbound(HTTPServerResponsePart.head(HTTPResponseHead(version: .http1_1, status: .ok)))
            try channel.writeOutbound(HTTPServerResponsePart.body(.byteBuffer(bytes)))
            try channel.writeOutbound(HTTPServerResponsePart.end(nil))
            var compressed = ByteBuffer()
            while let part = try channel.readOutbound(as: HTTPServerResponsePart.self) {
                if case .body(.byteBuffer(var buffer)) = part { compressed.writeBuffer(&buffer) }
            }
            return compressed.readableBytes > 0 ? compressed : nil
        } catch {
            return nil
        }
    }
}
