import NIOCore

/// Lines to a mail server and its replies (RFC 5321).
struct SMTPDialogue {
    /// Bytes that a reply may have.
    private static let longestReply = 16_384

    struct Reply {
        let code: Int
        let lines: [String]
    }

    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var unread = ByteBuffer()

    init(
        _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>,
        _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) {
        self.inbound = inbound.makeAsyncIterator()
        self.outbound = outbound
    }

    /// Whether nothing came that wasn't asked for: what came before TLS mustn't count after it.
    var isQuiet: Bool { unread.readableBytes == 0 }

    /// Sends a command and waits for its reply, which must have one of these codes.
    ///
    /// - Parameter name: what an error calls it; the line itself may be a secret.
    @discardableResult
    mutating func say(_ line: String, as name: String, expecting codes: Set<Int>) async throws -> Reply {
        try await outbound.write(ByteBuffer(string: "\(line)\r\n"))
        return try await reply(to: name, expecting: codes)
    }

    @discardableResult
    mutating func reply(to command: String, expecting codes: Set<Int>) async throws -> Reply {
        var lines: [String] = []
        while true {
            let line = try await line()
            guard line.utf8.count >= 3, let code = Int(line.prefix(3)) else { throw MailFault.broken }
            lines.append(String(line.dropFirst(4)))
            if line.dropFirst(3).first == "-" { continue }
            guard codes.contains(code) else { throw MailFault.refused(code: code, command: command) }
            return Reply(code: code, lines: lines)
        }
    }

    private mutating func line() async throws -> String {
        while true {
            if let end = unread.readableBytesView.firstIndex(of: UInt8(ascii: "\n")) {
                let length = end - unread.readerIndex + 1
                let text = unread.readString(length: length) ?? ""
                return text.trimmingLineEnd
            }
            guard unread.readableBytes <= Self.longestReply, var more = try await inbound.next() else {
                throw MailFault.broken
            }
            unread.writeBuffer(&more)
        }
    }
}

extension String {
    /// A line end is one character or two.
    fileprivate var trimmingLineEnd: String {
        String(decoding: utf8.reversed().drop { $0 == 0x0A || $0 == 0x0D }.reversed(), as: UTF8.self)
    }
}
