import NIOCore
import NIOHTTP1
import NIOPosix

/// One request on a connection of its own, and all that comes back: also what came before a cut, which clients that
/// know HTTP well tend to drop.
enum RawRequest {
    /// Cancelling the task closes the connection.
    static func send(to port: Int, _ lines: [String], body: String) async throws -> Answer {
        let head = (lines + ["host: 127.0.0.1", "connection: close", "content-length: \(body.utf8.count)"])
            .joined(separator: "\r\n")
        let received = MultiThreadedEventLoopGroup.singleton.any().makePromise(of: ByteBuffer.self)
        let channel: any Channel
        do {
            channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(Collector(received))
                    }
                }
                .connect(host: "127.0.0.1", port: port).get()
        } catch {
            received.fail(error)
            throw error
        }
        return try await withTaskCancellationHandler {
            try await channel.writeAndFlush(ByteBuffer(string: head + "\r\n\r\n" + body)).get()
            let bytes = try await received.futureResult.get()
            try Task.checkCancellation()
            return try Answer(bytes)
        } onCancel: {
            channel.close(promise: nil)
        }
    }

    private final class Collector: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let promise: EventLoopPromise<ByteBuffer>
        private var bytes = ByteBuffer()

        init(_ promise: EventLoopPromise<ByteBuffer>) {
            self.promise = promise
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            bytes.writeImmutableBuffer(unwrapInboundIn(data))
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }

        func channelInactive(context: ChannelHandlerContext) {
            promise.succeed(bytes)
        }
    }
}

/// What a client got.
struct Answer: Sendable {
    struct Malformed: Error {
        let bytes: String
    }

    let status: Int
    let headers: HTTPHeaders
    let body: String
    /// The body came to its end.
    let isWhole: Bool

    init(_ bytes: ByteBuffer) throws {
        let text = String(buffer: bytes)
        guard let end = text.firstRange(of: "\r\n\r\n") else { throw Malformed(bytes: text) }
        let lines = text[..<end.lowerBound].split(separator: "\r\n")
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
            throw Malformed(bytes: text)
        }
        self.status = status
        headers = HTTPHeaders(
            lines.dropFirst().compactMap { line in
                line.firstIndex(of: ":").map { (String(line[..<$0]), String(line[$0...].dropFirst(2))) }
            }
        )
        var rest = bytes
        rest.moveReaderIndex(forwardBy: text[..<end.upperBound].utf8.count)
        if headers.first(name: "transfer-encoding") == "chunked" {
            (body, isWhole) = Self.chunks(&rest)
        } else {
            body = String(buffer: rest)
            isWhole = headers.first(name: "content-length") == "\(rest.readableBytes)"
        }
    }

    private static func chunks(_ rest: inout ByteBuffer) -> (body: String, isWhole: Bool) {
        var body = ByteBuffer()
        while let line = rest.readableBytesView.firstIndex(of: 0x0A) {
            guard let text = rest.readString(length: line - rest.readerIndex + 1),
                let length = Int(text.prefix { $0.isHexDigit }, radix: 16)
            else { break }
            if length == 0 { return (String(buffer: body), true) }
            guard let part = rest.readSlice(length: min(length, rest.readableBytes)) else { break }
            body.writeImmutableBuffer(part)
            guard part.readableBytes == length else { break }
            rest.moveReaderIndex(forwardBy: min(2, rest.readableBytes))
        }
        return (String(buffer: body), false)
    }

    var attempts: Int { headers.first(name: "x-consulta-attempts").flatMap { Int($0) } ?? 0 }
    var endpoint: String? { headers.first(name: "x-consulta-endpoint") }
    var isDone: Bool { body.hasSuffix("data: [DONE]\n\n") }
    /// The stable code of an error, wherever it stands.
    var code: String? {
        body.firstRange(of: "\"code\":\"").map { range in
            String(body[range.upperBound...].prefix { $0 != "\"" })
        }
    }
}
