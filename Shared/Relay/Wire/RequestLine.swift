/// Where the parts of a request line stand.
struct RequestLine {
    let method: RequestMethod
    let methodEnd: Int
    let targetStart: Int
    let pathStart: Int
    let pathEnd: Int
    let targetEnd: Int
    let isHTTP10: Bool
    /// Past the line's CR LF.
    var end: Int

    /// `method SP request-target SP HTTP-version CRLF`, nothing else; nil while it is incomplete.
    static func parse(_ bytes: borrowing Span<UInt8>) throws(MalformedMessage) -> RequestLine? {
        let count = bytes.count
        var index = 0
        while index < count, ByteClass.isToken(bytes[index]) { index += 1 }
        guard index < count else { return nil }
        let methodEnd = index
        guard bytes[index] == ByteClass.space, index > 0 else { throw .startLine }
        let method = RequestMethod.recognise(bytes, length: methodEnd)
        index += 1

        let targetStart = index
        var queryStart: Int?
        while index < count, ByteClass.isTarget(bytes[index]) {
            if queryStart == nil, bytes[index] == ByteClass.question { queryStart = index }
            index += 1
        }
        guard index < count else { return nil }
        let targetEnd = index
        guard bytes[index] == ByteClass.space, targetEnd > targetStart else { throw .target }
        let pathEnd = queryStart ?? targetEnd
        index += 1

        guard index + 10 <= count else { return nil }
        let isHTTP10 = try parseVersion(bytes, at: index)
        guard bytes[index + 8] == ByteClass.carriageReturn, bytes[index + 9] == ByteClass.lineFeed else {
            throw .version
        }
        return RequestLine(
            method: method,
            methodEnd: methodEnd,
            targetStart: targetStart,
            pathStart: try pathStart(bytes, targetStart, pathEnd, method),
            pathEnd: pathEnd,
            targetEnd: targetEnd,
            isHTTP10: isHTTP10,
            end: index + 10
        )
    }

    /// `HTTP/1.1` or `HTTP/1.0`; true for the latter.
    static func parseVersion(_ bytes: borrowing Span<UInt8>, at index: Int) throws(MalformedMessage) -> Bool {
        let expected: StaticString = "HTTP/1."
        for offset in 0..<7 where bytes[index + offset] != expected.utf8Start[offset] { throw .version }
        switch bytes[index + 7] {
        case 0x31: return false
        case 0x30: return true
        default: throw .version
        }
    }

    /// Origin form begins with a slash; `*` is for OPTIONS; absolute form names an http(s) authority and then
    /// a path. CONNECT has no meaning here: this is a gateway, not a forward proxy.
    private static func pathStart(
        _ bytes: borrowing Span<UInt8>,
        _ start: Int,
        _ end: Int,
        _ method: RequestMethod
    ) throws(MalformedMessage) -> Int {
        guard end > start, method != .connect else { throw .target }
        if bytes[start] == ByteClass.slash {
            try refuseDotSegments(bytes, start, end)
            return start
        }
        if bytes[start] == 0x2A, end - start == 1, method == .options { return start }
        for scheme in ["http://", "https://"] as [StaticString] {
            let length = scheme.utf8CodeUnitCount
            guard end - start > length else { continue }
            var index = 0
            while index < length, bytes[start + index] | 0x20 == scheme.utf8Start[index] | 0x20 { index += 1 }
            guard index == length else { continue }
            var slash = start + length
            while slash < end, bytes[slash] != ByteClass.slash { slash += 1 }
            guard slash < end, slash > start + length else { throw .target }
            try refuseDotSegments(bytes, slash, end)
            return slash
        }
        throw .target
    }

    /// A path that climbs (`/../`, also percent-encoded or with encoded slashes) would leave the prefix it was
    /// let in by. Browsers resolve such segments before they send; what still has them is refused.
    private static func refuseDotSegments(
        _ bytes: borrowing Span<UInt8>,
        _ start: Int,
        _ end: Int
    ) throws(MalformedMessage) {
        var index = start
        var dots = 0
        var others = 0
        while index <= end {
            var byte = index < end ? bytes[index] : ByteClass.slash
            var width = 1
            if byte == 0x25 {
                guard index + 2 < end, let high = ByteClass.hexValue(bytes[index + 1]),
                    let low = ByteClass.hexValue(bytes[index + 2])
                else { throw .target }
                byte = UInt8(truncatingIfNeeded: high << 4 | low)
                width = 3
                guard byte != 0 else { throw .target }
            }
            if byte == ByteClass.slash || byte == 0x5C {
                if others == 0, dots == 1 || dots == 2 { throw .target }
                dots = 0
                others = 0
            } else if byte == 0x2E {
                dots += 1
            } else {
                others += 1
            }
            index += width
        }
    }
}
