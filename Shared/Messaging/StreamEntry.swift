import FoundationEssentials

/// One entry of a durable stream.
package struct StreamEntry: Sendable, Equatable {
    /// Given by Redis. An event that is sent again has another one: be idempotent by `eventID`.
    package let id: String
    package let fields: [String: [UInt8]]

    /// What the producer calls the event, the same however often it is sent.
    package var eventID: String { self["id"] ?? id }
    package var type: String? { self["type"] }
    /// The event as the producer wrote it.
    package var payload: Data { Data(fields["data"] ?? []) }

    package subscript(_ name: String) -> String? {
        fields[name].map { String(decoding: $0, as: UTF8.self) }
    }

    /// `[id, [name, value, …]]`; nil for an entry that was deleted.
    init?(_ reply: RedisReply) {
        guard let parts = reply.array, parts.count == 2, let id = parts[0].text, let flat = parts[1].array else {
            return nil
        }
        self.id = id
        var fields: [String: [UInt8]] = [:]
        for index in stride(from: 0, to: flat.count - 1, by: 2) {
            if let name = flat[index].text { fields[name] = flat[index + 1].bytes }
        }
        self.fields = fields
    }
}

/// `milliseconds-sequence`, in the order of the stream.
struct StreamID: Sendable, Hashable, Comparable, CustomStringConvertible {
    let milliseconds: UInt64
    let sequence: UInt64

    init?(_ text: String?) {
        guard let parts = text?.split(separator: "-"), parts.count == 2,
            let milliseconds = UInt64(parts[0]), let sequence = UInt64(parts[1])
        else { return nil }
        self.init(milliseconds, sequence)
    }

    init(_ milliseconds: UInt64, _ sequence: UInt64) {
        self.milliseconds = milliseconds
        self.sequence = sequence
    }

    var description: String { "\(milliseconds)-\(sequence)" }
    var next: StreamID { StreamID(milliseconds, sequence + 1) }

    static func < (left: StreamID, right: StreamID) -> Bool {
        (left.milliseconds, left.sequence) < (right.milliseconds, right.sequence)
    }
}
