import NIOCore

/// What the `Connection` fields of a head say (RFC 9110, 7.6.1).
struct ConnectionOptions: Sendable {
    private(set) var asksClose = false
    private(set) var asksKeepAlive = false
    private(set) var asksUpgrade = false
    /// Fields that stay on this connection.
    private(set) var fieldNames: [String] = []

    init(_ fields: [HeaderField], in bytes: ByteBuffer) {
        for field in fields where field.known == .connection {
            let (start, end) = (Int(field.valueStart), Int(field.valueEnd))
            // These two are nearly all there is: no strings for them.
            if bytes.matches(start, end, "close") {
                asksClose = true
            } else if bytes.matches(start, end, "keep-alive") {
                asksKeepAlive = true
            } else {
                let value = bytes.getString(at: bytes.readerIndex + start, length: end - start) ?? ""
                for token in HeaderBlock.tokens(value) { add(token) }
            }
        }
    }

    private mutating func add(_ token: String) {
        switch token {
        case "close": asksClose = true
        case "keep-alive": asksKeepAlive = true
        case "upgrade": asksUpgrade = true
        // Taken off, it would leave a body that the next server reads as another message.
        case "content-length": break
        default: fieldNames.append(token)
        }
    }
}
