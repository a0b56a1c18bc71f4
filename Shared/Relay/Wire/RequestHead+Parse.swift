import NIOCore

extension RequestHead {
    /// Reads a request head from the front of `buffer` and takes its bytes, or returns nil while it is incomplete.
    package static func read(from buffer: inout ByteBuffer, fieldLimit: Int) throws(MalformedMessage) -> RequestHead? {
        guard let layout = try layout(of: buffer, fieldLimit: fieldLimit),
            let bytes = buffer.readSlice(length: layout.line.end)
        else { return nil }
        return try RequestHead(layout.line, HeaderBlock(bytes: bytes, fields: layout.fields))
    }

    private static func layout(
        of buffer: ByteBuffer,
        fieldLimit: Int
    ) throws(MalformedMessage) -> (line: RequestLine, fields: [HeaderField])? {
        let bytes = buffer.readableBytesUInt8Span
        guard var line = try RequestLine.parse(bytes) else { return nil }
        var fields: [HeaderField] = []
        fields.reserveCapacity(16)
        guard let end = try HeaderField.parse(bytes, from: line.end, into: &fields, limit: fieldLimit) else {
            return nil
        }
        line.end = end
        return (line, fields)
    }

    private init(_ line: RequestLine, _ block: HeaderBlock) throws(MalformedMessage) {
        let semantics = try FramingFields(block)
        self.method = line.method
        self.fields = block
        self.isHTTP10 = line.isHTTP10
        self.framing = try semantics.requestFraming(isHTTP10: line.isHTTP10)
        self.keepAlive = !block.connection.asksClose && (!line.isHTTP10 || block.connection.asksKeepAlive)
        self.expectsContinue = semantics.expectsContinue && !line.isHTTP10
        self.wantsUpgrade =
            block.connection.asksUpgrade && semantics.namesWebSocket && line.method == .get && framing == .none
            && !line.isHTTP10
        self.methodEnd = line.methodEnd
        self.pathStart = line.pathStart
        self.pathEnd = line.pathEnd
        self.targetEnd = line.targetEnd
        try checkHost(semantics, authority: line.targetStart..<line.pathStart)
    }

    /// Exactly one `Host` (none is allowed in HTTP/1.0), and the same as a target in absolute form names.
    private func checkHost(_ semantics: FramingFields, authority: Range<Int>) throws(MalformedMessage) {
        guard semantics.hosts <= 1, semantics.hosts == 1 || isHTTP10 else { throw .host }
        guard let host = fields[.host] else { return }
        guard host.utf8.allSatisfy(Self.mayStandInHost) else { throw .host }
        if authority.isEmpty { return }
        let target = fields.text(authority.lowerBound, authority.upperBound)
        guard let scheme = target.firstRange(of: "://"),
            target[scheme.upperBound...].lowercased() == host.lowercased()
        else { throw .host }
    }

    private static func mayStandInHost(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x3A, 0x5B, 0x5D, 0x5F, 0x7E: true
        default: false
        }
    }
}
