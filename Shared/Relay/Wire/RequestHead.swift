import NIOCore

/// A request line with its fields, still as the bytes that arrived.
package struct RequestHead: Sendable {
    package let method: RequestMethod
    package let fields: HeaderBlock
    package let framing: BodyFraming
    /// HTTP/1.0, which knows neither chunks nor persistent connections unless it asks for them.
    package let isHTTP10: Bool
    /// Whether the client means to send another request on its connection.
    package let keepAlive: Bool
    package let expectsContinue: Bool
    /// A WebSocket handshake. Another protocol (`h2c`, say) would carry requests past every rule of this one.
    package let wantsUpgrade: Bool

    let methodEnd: Int
    /// The path begins here: after the authority where the target came in absolute form.
    let pathStart: Int
    let pathEnd: Int
    let targetEnd: Int

    /// The path as it was sent: still percent-encoded, without the query. Never empty.
    package var path: String {
        fields.text(pathStart, pathEnd)
    }

    /// What stands behind the question mark, or nil.
    package var query: String? {
        pathEnd < targetEnd ? fields.text(pathEnd + 1, targetEnd) : nil
    }

    /// The length of the body where the client said it.
    package var contentLength: Int? {
        if case .length(let length) = framing { length } else { nil }
    }

    /// Whether two slashes follow each other: some servers take them for one, so that the path is under another prefix
    /// than it seems.
    package var hasEmptySegments: Bool {
        let bytes = fields.bytes
        let span = bytes.readableBytesUInt8Span
        var index = pathStart + 1
        while index < pathEnd {
            if span[index] == ByteClass.slash, span[index - 1] == ByteClass.slash { return true }
            index += 1
        }
        return false
    }

    /// Whether the path is `path`.
    package func isAt(_ path: String) -> Bool {
        path.utf8.count == pathEnd - pathStart && isUnder(path)
    }

    /// Whether the path begins with `prefix` and the prefix ends at a segment's border.
    package func isUnder(_ prefix: String) -> Bool {
        let length = prefix.utf8.count
        guard length <= pathEnd - pathStart else { return false }
        let bytes = fields.bytes
        let span = bytes.readableBytesUInt8Span
        var index = pathStart
        for byte in prefix.utf8 {
            if span[index] != byte { return false }
            index += 1
        }
        return index == pathEnd || span[index] == ByteClass.slash || (length > 0 && span[index - 1] == ByteClass.slash)
    }
}
