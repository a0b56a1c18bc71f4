import NIOCore

/// Takes a stream of bytes apart into the `data` of its events (WHATWG server-sent events).
package struct ServerSentEventParser {
    package struct TooLong: Error {}

    /// Bytes of one event that are held at most.
    private static let limit = 4 << 20

    private var line: [UInt8] = []
    /// The data lines of the event so far, each with a line feed.
    private var data: [UInt8] = []
    private var endedWithReturn = false

    package init() {}

    /// The data of each event that `bytes` completes. Comments, ids and event names are passed over.
    package mutating func feed(_ bytes: ByteBuffer) throws(TooLong) -> [String] {
        var events: [String] = []
        for byte in bytes.readableBytesView {
            switch byte {
            case UInt8(ascii: "\n") where endedWithReturn:
                endedWithReturn = false
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                endedWithReturn = byte == UInt8(ascii: "\r")
                if let event = endLine() { events.append(event) }
            default:
                endedWithReturn = false
                line.append(byte)
                guard line.count + data.count <= Self.limit else { throw TooLong() }
            }
        }
        return events
    }

    /// The event that an empty line ends.
    private mutating func endLine() -> String? {
        defer { line.removeAll(keepingCapacity: true) }
        if line.isEmpty {
            defer { data.removeAll(keepingCapacity: true) }
            return data.isEmpty ? nil : String(decoding: data.dropLast(), as: UTF8.self)
        }
        let name = line.prefix { $0 != UInt8(ascii: ":") }
        guard name.elementsEqual("data".utf8) else { return nil }
        let value = line.dropFirst(name.count + 1)
        data += value.first == UInt8(ascii: " ") ? value.dropFirst() : value
        data.append(UInt8(ascii: "\n"))
        return nil
    }
}
