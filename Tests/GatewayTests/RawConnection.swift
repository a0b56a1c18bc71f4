import NIOCore
import NIOPosix

/// Bytes to a port and back, so that nothing is corrected on the way.
enum RawConnection {
    /// Sends the request and returns what comes until the other side closes, or a whole head with its body is there, or
    /// instead `end`.
    static func exchange(port: Int, _ request: String, until end: String? = nil) async throws -> String {
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: request))
            var answer = ByteBuffer()
            for try await part in inbound {
                answer.writeImmutableBuffer(part)
                if let end { if String(buffer: answer).contains(end) { break } } else if isWhole(answer) { break }
            }
            return String(buffer: answer)
        }
    }

    private static func isWhole(_ answer: ByteBuffer) -> Bool {
        let text = String(buffer: answer)
        guard let head = text.firstRange(of: "\r\n\r\n") else { return false }
        let field = text[..<head.lowerBound].lowercased().split(separator: "\r\n")
            .first { $0.hasPrefix("content-length: ") }
        guard let length = field.flatMap({ Int($0.dropFirst(16)) }) else { return false }
        return text[head.upperBound...].utf8.count >= length
    }
}
