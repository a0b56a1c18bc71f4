import NIOCore

/// What the fields of a head say about the end of its body and what follows, each checked for being said once.
struct FramingFields {
    private(set) var hosts = 0
    private(set) var contentLength: Int?
    private(set) var isChunked = false
    private(set) var namesWebSocket = false
    private(set) var expectsContinue = false

    init(_ block: HeaderBlock) throws(MalformedMessage) {
        for field in block.fields {
            switch field.known {
            case .host: hosts += 1
            case .contentLength:
                guard contentLength == nil else { throw .contentLength }
                contentLength = try Self.length(block.bytes, field)
            case .transferEncoding:
                guard !isChunked, block.bytes.matches(Int(field.valueStart), Int(field.valueEnd), "chunked") else {
                    throw .transferEncoding
                }
                isChunked = true
            case .upgrade:
                namesWebSocket = block.bytes.matches(Int(field.valueStart), Int(field.valueEnd), "websocket")
            case .expect:
                expectsContinue = block.bytes.matches(Int(field.valueStart), Int(field.valueEnd), "100-continue")
            default: break
            }
        }
        if isChunked, contentLength != nil { throw .transferEncoding }
    }

    func requestFraming(isHTTP10: Bool) throws(MalformedMessage) -> BodyFraming {
        if isChunked {
            guard !isHTTP10 else { throw .transferEncoding }
            return .chunked
        }
        guard let contentLength, contentLength > 0 else { return .none }
        return .length(contentLength)
    }

    /// RFC 9112, 6.3: some responses never have a body, whatever their fields say.
    func responseFraming(status: Int, isHTTP10: Bool, toHead: Bool) throws(MalformedMessage) -> BodyFraming {
        if toHead || status < 200 || status == 204 || status == 304 { return .none }
        if isChunked {
            guard !isHTTP10 else { throw .transferEncoding }
            return .chunked
        }
        guard let contentLength else { return .untilClose }
        return contentLength == 0 ? .none : .length(contentLength)
    }

    /// Digits only, and not more than fit: no sign, no list, no space inside.
    private static func length(_ bytes: ByteBuffer, _ field: HeaderField) throws(MalformedMessage) -> Int {
        let span = bytes.readableBytesUInt8Span
        let (start, end) = (Int(field.valueStart), Int(field.valueEnd))
        guard end > start, end - start <= 18 else { throw .contentLength }
        var length = 0
        for index in start..<end {
            guard ByteClass.isDigit(span[index]) else { throw .contentLength }
            length = length * 10 + Int(span[index] - 0x30)
        }
        return length
    }
}
