import NIOCore

/// A status line with its fields, still as the bytes that arrived.
package struct ResponseHead: Sendable {
    package let status: Int
    package let fields: HeaderBlock
    package let framing: BodyFraming
    /// Whether the upstream means to take another request on this connection.
    package let keepAlive: Bool

    /// Where the field lines begin.
    let fieldsStart: Int

    /// The length of the body where the upstream said it. For an answer to HEAD: nil.
    package var contentLength: Int? {
        if case .length(let length) = framing { length } else { nil }
    }

    /// Reads a response head from the front of `buffer` and takes its bytes, or returns nil while it is incomplete.
    package static func read(
        from buffer: inout ByteBuffer,
        fieldLimit: Int,
        toHead: Bool
    ) throws(MalformedMessage) -> ResponseHead? {
        guard let layout = try layout(of: buffer, fieldLimit: fieldLimit),
            let bytes = buffer.readSlice(length: layout.end)
        else { return nil }
        let block = HeaderBlock(bytes: bytes, fields: layout.fields)
        let semantics = try FramingFields(block)
        let framing = try semantics.responseFraming(status: layout.status, isHTTP10: layout.isHTTP10, toHead: toHead)
        return ResponseHead(
            status: layout.status,
            fields: block,
            framing: framing,
            keepAlive: framing != .untilClose && !block.connection.asksClose
                && (!layout.isHTTP10 || block.connection.asksKeepAlive),
            fieldsStart: layout.fieldsStart
        )
    }

    private struct Layout {
        let status: Int
        let isHTTP10: Bool
        let fieldsStart: Int
        let end: Int
        let fields: [HeaderField]
    }

    /// `HTTP-version SP status-code [SP reason-phrase] CRLF`, then the fields.
    private static func layout(of buffer: ByteBuffer, fieldLimit: Int) throws(MalformedMessage) -> Layout? {
        let bytes = buffer.readableBytesUInt8Span
        guard bytes.count >= 14 else { return nil }
        let isHTTP10 = try RequestLine.parseVersion(bytes, at: 0)
        guard bytes[8] == ByteClass.space, ByteClass.isDigit(bytes[9]), ByteClass.isDigit(bytes[10]),
            ByteClass.isDigit(bytes[11])
        else { throw .startLine }
        let status = Int(bytes[9] - 0x30) * 100 + Int(bytes[10] - 0x30) * 10 + Int(bytes[11] - 0x30)
        guard status >= 100, bytes[12] == ByteClass.space || bytes[12] == ByteClass.carriageReturn else {
            throw .startLine
        }
        var index = 12
        while index < bytes.count, ByteClass.isFieldValue(bytes[index]) { index += 1 }
        guard index + 1 < bytes.count else { return nil }
        guard bytes[index] == ByteClass.carriageReturn, bytes[index + 1] == ByteClass.lineFeed else {
            throw .startLine
        }
        let fieldsStart = index + 2
        var fields: [HeaderField] = []
        fields.reserveCapacity(16)
        guard let end = try HeaderField.parse(bytes, from: fieldsStart, into: &fields, limit: fieldLimit) else {
            return nil
        }
        return Layout(status: status, isHTTP10: isHTTP10, fieldsStart: fieldsStart, end: end, fields: fields)
    }
}
