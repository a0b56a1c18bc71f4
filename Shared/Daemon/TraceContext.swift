/// Which request this is: our id for people and logs, and W3C trace context for other systems.
package struct TraceContext: Equatable, Sendable {
    /// 32 lower-case hex digits.
    package let traceID: String
    /// 16 lower-case hex digits: this daemon's part of the trace.
    package let spanID: String
    package let requestID: String
    /// Whether the caller records this trace.
    private let isSampled: Bool

    /// Continues the caller's trace where its headers are well-formed, else begins one.
    package init(traceparent: String? = nil, requestID: String? = nil) {
        let parent = traceparent.flatMap(Self.parse)
        isSampled = parent?.isSampled ?? true
        traceID =
            parent?.traceID ?? Self.hex(UInt64.random(in: 1...UInt64.max)) + Self.hex(UInt64.random(in: 0...UInt64.max))
        spanID = Self.hex(UInt64.random(in: 1...UInt64.max))
        self.requestID = requestID.flatMap { Self.isRequestID($0) ? $0 : nil } ?? traceID
    }

    /// What an outgoing call carries.
    package var headers: [(name: String, value: String)] {
        [("traceparent", "00-\(traceID)-\(spanID)-\(isSampled ? "01" : "00")"), ("x-request-id", requestID)]
    }

    /// Ids from outside end up in logs: short, and of harmless characters.
    package static func isRequestID(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }

    /// W3C Trace Context, level 1: `00-<32 hex>-<16 hex>-<2 hex>`, ids not all zero; later versions may add fields.
    private static func parse(_ traceparent: String) -> (traceID: String, isSampled: Bool)? {
        let parts = traceparent.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 4, parts[0] != "ff", parts[0] != "00" || parts.count == 4,
            parts.prefix(4).map(\.utf8.count) == [2, 32, 16, 2], parts.prefix(4).allSatisfy(isLowerHex),
            parts[1].contains(where: { $0 != "0" }), parts[2].contains(where: { $0 != "0" }),
            let flags = UInt8(parts[3], radix: 16)
        else { return nil }
        return (String(parts[1]), flags & 1 == 1)
    }

    private static func isLowerHex(_ text: Substring) -> Bool {
        text.utf8.allSatisfy {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
        }
    }

    private static func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
