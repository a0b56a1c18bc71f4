import NIOCore

/// Takes a stream of bytes apart into the `data` of its events (WHATWG server-sent events).
struct ServerSentEventParser {
    private var buffer = ByteBuffer()
    private var data: String?

    /// Bytes of one event that we hold at most.
    static let limit = 4 << 20

    struct TooLong: Error {}

    /// The data of each event that `bytes` completes. Comments, ids and event names are passed over.
    mutating func feed(_ bytes: ByteBuffer) throws(TooLong) -> [String] {
        var bytes = bytes
        buffer.writeBuffer(&bytes)
        var events: [String] = []
        while let line = nextLine() {
            if line.isEmpty {
                if let data { events.append(data) }
                data = nil
            } else if line.hasPrefix("data:") {
                let value = line.dropFirst(5)
                let text = String(value.first == " " ? value.dropFirst() : value)
                data = data.map { $0 + "\n" + text } ?? text
            }
        }
        buffer.discardReadBytes()
        guard buffer.readableBytes + (data?.utf8.count ?? 0) <= Self.limit else { throw TooLong() }
        return events
    }

    private mutating func nextLine() -> String? {
        guard let end = buffer.readableBytesView.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        let length = end - buffer.readerIndex
        guard var line = buffer.readString(length: length) else { return nil }
        buffer.moveReaderIndex(forwardBy: 1)
        if line.hasSuffix("\r") { line.removeLast() }
        return line
    }
}
