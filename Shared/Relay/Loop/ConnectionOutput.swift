import NIOCore

/// The outgoing side of a connection: heads and framed bodies, collected until the end of the loop's read cycle.
/// Its memory is used again once the socket has taken it.
final class ConnectionOutput {
    /// More than this is handed to the channel before the flush, so that its count of what waits is right.
    private static let limit = 32_768
    /// Parts up to this size are copied next to what is written already, so that one system call sends both;
    /// larger ones go out by reference.
    private static let copyLimit = 16_384
    private static let initialCapacity = 1024

    private let loop: RelayLoop
    private let channel: any Channel
    private var context: ChannelHandlerContext?
    private var lines = FieldLines(capacity: initialCapacity)
    private var body = BodyEncoder(.none)
    private var isHandedOver = false
    private var isFlushPending = false

    init(_ channel: any Channel, on loop: RelayLoop) {
        self.channel = channel
        self.loop = loop
    }

    /// Where it all goes; nil once the connection has closed.
    func attach(to context: ChannelHandlerContext?) {
        self.context = context
    }

    /// False while the peer takes its bytes more slowly than they come.
    var isWritable: Bool { channel.isWritable }
    var framing: BodyFraming { body.framing }
    /// Bytes of the body written so far, without their framing.
    var bodyBytes: Int { body.written }

    func writeLines(_ write: (inout FieldLines) -> Void) {
        open()
        write(&lines)
        needsFlush()
    }

    func beginBody(_ framing: BodyFraming) {
        body = BodyEncoder(framing)
    }

    /// False where the body would be longer than its head promised.
    func writeBody(_ part: ByteBuffer) -> Bool {
        open()
        guard body.beginPart(part.readableBytes, into: &lines.bytes) else { return false }
        if part.readableBytes <= Self.copyLimit {
            lines.bytes.writeImmutableBuffer(part)
        } else {
            handOver()
            context?.write(NIOAny(part), promise: nil)
            open()
        }
        body.endPart(into: &lines.bytes)
        if lines.bytes.readableBytes > Self.limit { handOver() }
        needsFlush()
        return true
    }

    /// False where fewer bytes came than the head promised.
    func endBody() -> Bool {
        open()
        needsFlush()
        return body.finish(into: &lines.bytes)
    }

    func flush() {
        isFlushPending = false
        guard let context else { return }
        if let bytes = take() {
            context.writeAndFlush(NIOAny(bytes), promise: nil)
        } else {
            context.flush()
        }
    }

    /// Flushes for the last time, and keeps no memory for more.
    func close() {
        flush()
        lines = FieldLines(capacity: 0)
        isHandedOver = false
    }

    /// Flushes, and tells when the socket has taken everything.
    func flushAll() -> EventLoopFuture<Void>? {
        isFlushPending = false
        return context?.writeAndFlush(NIOAny(take() ?? ByteBuffer()))
    }

    /// Makes the buffer ready for more.
    @inline(__always)
    private func open() {
        guard isHandedOver else { return }
        isHandedOver = false
        // Not unique while the socket still holds it: then this makes a new one.
        lines.bytes.clear(minimumCapacity: Self.initialCapacity)
    }

    /// The bytes that the channel has not been given, or nil.
    private func take() -> ByteBuffer? {
        guard !isHandedOver, lines.bytes.readableBytes > 0 else { return nil }
        let bytes = lines.bytes
        if bytes.capacity > Self.limit {
            lines = FieldLines(capacity: Self.initialCapacity)
        } else {
            isHandedOver = true
        }
        return bytes
    }

    private func handOver() {
        if let bytes = take() { context?.write(NIOAny(bytes), promise: nil) }
    }

    private func needsFlush() {
        guard !isFlushPending else { return }
        isFlushPending = true
        loop.needsFlush(self)
    }
}
