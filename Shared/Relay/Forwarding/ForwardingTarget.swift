import NIOCore

/// The request target an upstream is asked for.
enum ForwardingTarget {
    /// Appends the client's target with the route's prefix replaced; false where that leads to a path no route
    /// may lead to.
    static func write(_ head: RequestHead, _ route: ForwardingRoute, to lines: inout FieldLines) -> Bool {
        let start = lines.bytes.writerIndex
        let replacement = route.replacement
        let restStart = min(head.pathStart + route.prefix.utf8.count, head.pathEnd)
        let restBegins = head.fields.bytes.getInteger(
            at: head.fields.bytes.readerIndex + restStart,
            as: UInt8.self
        )
        if replacement.isEmpty {
            if restStart == head.pathEnd || restBegins != ByteClass.slash { lines.bytes.writeStaticString("/") }
            lines.copy(head.fields, restStart, head.targetEnd)
        } else {
            lines.bytes.writeString(replacement)
            let endsInSlash = replacement.utf8.last == ByteClass.slash
            let skips = endsInSlash && restStart < head.pathEnd && restBegins == ByteClass.slash ? 1 : 0
            lines.copy(head.fields, restStart + skips, head.targetEnd)
        }
        for forbidden in route.settings.forbiddenPaths where leads(lines.bytes, from: start, to: forbidden) {
            return false
        }
        return true
    }

    /// Whether the path that begins at `start` is `prefix` or under it, once percent-encoding, doubled slashes
    /// and letter case are set aside.
    private static func leads(_ bytes: ByteBuffer, from start: Int, to prefix: String) -> Bool {
        let span = bytes.readableBytesUInt8Span
        var index = start - bytes.readerIndex
        var isAfterSlash = false
        func next() -> UInt8? {
            while index < span.count {
                var byte = span[index]
                index += 1
                if byte == ByteClass.question { return nil }
                if byte == 0x25, index + 1 < span.count, let high = ByteClass.hexValue(span[index]),
                    let low = ByteClass.hexValue(span[index + 1])
                {
                    byte = UInt8(truncatingIfNeeded: high << 4 | low)
                    index += 2
                }
                if byte == ByteClass.slash, isAfterSlash { continue }
                isAfterSlash = byte == ByteClass.slash
                return ByteClass.lowercased(byte)
            }
            return nil
        }
        for expected in prefix.utf8 {
            guard next() == expected else { return false }
        }
        guard let following = next() else { return true }
        return following == ByteClass.slash || following == 0x3B
    }
}
