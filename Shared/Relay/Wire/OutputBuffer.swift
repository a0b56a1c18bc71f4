import NIOCore

/// What a connection has written and not yet flushed. Its memory is used again once the socket has taken it.
struct OutputBuffer {
    /// More than this is handed to the channel before the flush.
    static let limit = 32_768

    var lines = FieldLines(capacity: 1024)
    private var isHandedOut = false

    var count: Int { isHandedOut ? 0 : lines.bytes.readableBytes }

    /// Makes the buffer ready for more.
    @inline(__always)
    mutating func open() {
        guard isHandedOut else { return }
        isHandedOut = false
        // Not unique while the socket still holds it: then this makes a new one.
        lines.bytes.clear(minimumCapacity: 1024)
    }

    /// The bytes written so far, or nil.
    @inline(__always)
    mutating func take() -> ByteBuffer? {
        guard count > 0 else { return nil }
        let bytes = lines.bytes
        if bytes.capacity > Self.limit { lines = FieldLines(capacity: 1024) } else { isHandedOut = true }
        return bytes
    }
}
