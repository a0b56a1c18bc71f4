import NIOCore

/// Writes an answer token by token. Tokens are due at fixed times from the first, so a late timer
/// writes several at once and the rate holds; while the client doesn't read, nothing is written.
final class StreamWriter: ResponseWriter {
    private static let tokensPerWrite = 512
    private static let shortestPause = TimeAmount.milliseconds(1)

    private let response: Response
    private let stream: TokenStream
    private let faults: FaultPlan
    private let destination: Destination
    private let requested = NIODeadline.now()
    private let first: NIODeadline
    private let end: Int
    private var next = 0
    private var isHeadWritten = false
    private var isBlocked = false
    private var timer: Scheduled<Void>?

    init(_ response: Response, _ stream: TokenStream, faults: FaultPlan, to destination: Destination) {
        self.response = response
        self.stream = stream
        self.faults = faults
        self.destination = destination
        let whole = faults.emptyEvents + stream.tokens.count
        end = min(whole, faults.breaksAfter.map { faults.emptyEvents + $0 } ?? whole)
        first = requested + response.delay + .milliseconds(Int64(faults.headDelayMs))
    }

    func start() {
        if first > requested {
            timer = destination.schedule(at: first) { [self] in write() }
        } else {
            write()
        }
    }

    func resume() {
        guard isBlocked else { return }
        isBlocked = false
        write()
    }

    func stop() {
        timer?.cancel()
        isBlocked = false
    }

    private func write() {
        guard destination.channel.isWritable else {
            isBlocked = true
            return
        }
        let due = min(end, next + Self.tokensPerWrite, stream.pace.tokensDue(after: .now() - first))
        var buffer = destination.channel.allocator.buffer(capacity: 512 + max(due - next, 0) * 256)
        if !isHeadWritten {
            isHeadWritten = true
            buffer.writeString(response.head(length: nil, keepsConnection: destination.keepsConnection))
            buffer.writeChunk(stream.format.opening)
        }
        while next < due {
            buffer.writeChunk(event(at: next))
            next += 1
        }
        if next < end {
            destination.channel.writeAndFlush(buffer, promise: nil)
            let time = max(first + stream.pace.offset(ofToken: next), .now() + Self.shortestPause)
            timer = destination.schedule(at: time) { [self] in write() }
        } else {
            finish(&buffer)
        }
    }

    private func finish(_ buffer: inout ByteBuffer) {
        if faults.breaksAfter != nil {
            if faults.breakKind == .error {
                buffer.writeChunk(stream.format.error("the simulated engine failed"))
            }
            destination.finish(buffer, with: faults.breakKind)
        } else {
            let timing = StreamTiming(firstToken: first - requested, total: .now() - requested)
            buffer.writeChunk(stream.format.closing(timing))
            buffer.writeStaticString("0\r\n\r\n")
            destination.finish(buffer)
        }
    }

    private func event(at index: Int) -> String {
        guard index >= faults.emptyEvents else { return stream.format.empty }
        let position = index - faults.emptyEvents
        if position == 0, faults.hasInvalidJSON { return stream.format.malformed }
        let token = stream.tokens[position]
        if let size = faults.hugeBytes, position == min(1, stream.tokens.count - 1) {
            return stream.format.event(token + " " + String(repeating: "x", count: size))
        }
        return stream.format.event(token)
    }
}

extension ByteBuffer {
    /// One chunk of a chunked body; an empty one would end it and isn't written.
    fileprivate mutating func writeChunk(_ text: String) {
        guard !text.isEmpty else { return }
        writeString(String(text.utf8.count, radix: 16))
        writeStaticString("\r\n")
        writeString(text)
        writeStaticString("\r\n")
    }
}
