import NIOCore

/// Writes an answer whose length is known, after its delay.
final class WholeResponseWriter: ResponseWriter {
    private let response: Response
    private let body: ByteBuffer
    private let faults: FaultPlan
    private let destination: Destination
    private var timer: Scheduled<Void>?

    init(_ response: Response, body: ByteBuffer, faults: FaultPlan, to destination: Destination) {
        self.response = response
        self.faults = faults
        self.destination = destination
        var body = body
        if faults.hasInvalidJSON {
            body = body.getSlice(at: 0, length: body.readableBytes * 2 / 3) ?? body
        }
        if let size = faults.hugeBytes {
            body.writeRepeatingByte(UInt8(ascii: " "), count: max(size - body.readableBytes, 0))
        }
        self.body = body
    }

    func start() {
        let delay = response.delay + .milliseconds(Int64(faults.headDelayMs))
        guard delay > .zero else { return write() }
        timer = destination.schedule(at: .now() + delay) { [self] in write() }
    }

    func resume() {}

    func stop() { timer?.cancel() }

    private func write() {
        let head = response.head(
            length: body.readableBytes,
            keepsConnection: destination.keepsConnection
        )
        var buffer = destination.channel.allocator.buffer(
            capacity: head.utf8.count + body.readableBytes
        )
        buffer.writeString(head)
        guard let tokens = faults.breaksAfter else {
            buffer.writeImmutableBuffer(body)
            return destination.finish(buffer)
        }
        // At least one byte stays behind: an answer that was cut is never whole.
        let share = body.readableBytes * min(tokens, response.tokens) / max(response.tokens, 1)
        let length = max(min(share, body.readableBytes - 1), 0)
        if let part = body.getSlice(at: body.readerIndex, length: length) {
            buffer.writeImmutableBuffer(part)
        }
        destination.finish(buffer, with: faults.breakKind)
    }
}
