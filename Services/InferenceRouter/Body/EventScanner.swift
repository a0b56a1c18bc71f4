import NIOCore

/// Cuts a stream of server-sent events, or of lines of JSON, at their borders. Lines end in LF or CR LF, as every
/// endpoint writes them.
package struct EventScanner {
    package enum Piece: Equatable {
        /// One event with the empty line that ends it.
        case event(ByteBuffer)
        /// A part of an event that is too large to be kept.
        case part(ByteBuffer)
    }

    package enum Framing: Sendable {
        /// Server-sent events: an empty line ends each.
        case events
        /// Every line is one, as Ollama streams.
        case lines
    }

    private let framing: Framing
    private let limit: Int
    private var pending = ByteBuffer()
    /// What of `pending` has been looked at.
    private var scanned = 0
    private var lineIsEmpty = true
    private var isInPart = false

    /// - Parameter limit: bytes of an event that are kept until it is whole.
    package init(_ framing: Framing = .events, limit: Int) {
        self.framing = framing
        self.limit = limit
    }

    /// Whether nothing has been passed on of an event that is not whole.
    package var isBetweenEvents: Bool { !isInPart }

    package mutating func append(_ bytes: ByteBuffer) {
        if pending.readableBytes == 0 {
            pending = bytes
        } else {
            pending.writeImmutableBuffer(bytes)
        }
    }

    package mutating func next() -> Piece? {
        while let end = endOfLine() {
            if lineIsEmpty || framing == .lines {
                lineIsEmpty = true
                guard let event = take(end) else { return nil }
                defer { isInPart = false }
                return isInPart ? .part(event) : .event(event)
            }
            lineIsEmpty = true
        }
        guard pending.readableBytes > limit, let part = take(pending.readableBytes) else { return nil }
        isInPart = true
        return .part(part)
    }

    /// What came behind the last event's end.
    package mutating func rest() -> ByteBuffer? {
        let left = take(pending.readableBytes)
        return left.flatMap { $0.readableBytes > 0 ? $0 : nil }
    }

    /// Looks on to the next line feed; the offset behind it, or nil when there is none yet.
    private mutating func endOfLine() -> Int? {
        let start = scanned
        let found = Self.lineFeed(in: pending, from: start)
        scanned = found.end
        if found.hasText { lineIsEmpty = false }
        return found.isLineFeed ? found.end : nil
    }

    private static func lineFeed(
        in buffer: ByteBuffer,
        from start: Int
    ) -> (end: Int, isLineFeed: Bool, hasText: Bool) {
        let bytes = buffer.readableBytesUInt8Span
        var hasText = false
        for index in start..<max(start, bytes.count) {
            if bytes[index] == 0x0A { return (index + 1, true, hasText) }
            if bytes[index] != 0x0D { hasText = true }
        }
        return (bytes.count, false, hasText)
    }

    private mutating func take(_ length: Int) -> ByteBuffer? {
        scanned = 0
        return pending.readSlice(length: length)
    }
}

/// One server-sent event.
package enum EventText {
    /// What the `data` lines say, joined by line feeds; nil where there is none (a comment, for one).
    package static func data(of event: ByteBuffer) -> ByteBuffer? {
        var data: ByteBuffer?
        var rest = event
        while rest.readableBytes > 0 {
            let view = rest.readableBytesView
            let length = view.firstIndex(of: 0x0A).map { $0 - view.startIndex } ?? view.count
            guard var line = rest.readSlice(length: length) else { break }
            rest.moveReaderIndex(forwardBy: min(1, rest.readableBytes))
            trimReturn(&line)
            guard line.readableBytesView.starts(with: "data:".utf8) else { continue }
            line.moveReaderIndex(forwardBy: 5)
            if line.readableBytesView.first == 0x20 { line.moveReaderIndex(forwardBy: 1) }
            if var joined = data {
                joined.writeInteger(UInt8(0x0A))
                joined.writeImmutableBuffer(line)
                data = joined
            } else {
                data = line
            }
        }
        return data
    }

    /// A line without its end; nil where it is empty.
    package static func line(_ event: ByteBuffer) -> ByteBuffer? {
        var line = event
        if line.readableBytesView.last == 0x0A { line.moveWriterIndex(to: line.writerIndex - 1) }
        trimReturn(&line)
        return line.readableBytes > 0 ? line : nil
    }

    private static func trimReturn(_ line: inout ByteBuffer) {
        guard line.readableBytesView.last == 0x0D else { return }
        line.moveWriterIndex(to: line.writerIndex - 1)
    }
}
