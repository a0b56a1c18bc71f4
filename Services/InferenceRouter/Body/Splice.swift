import NIOCore

/// Bytes that take the place of others; nothing else of a body changes.
package struct Splice: Equatable, Sendable {
    package let range: Range<Int>
    package let bytes: ByteBuffer

    package init(range: Range<Int>, bytes: ByteBuffer) {
        self.range = range
        self.bytes = bytes
    }

    /// How much longer the body gets.
    package static func growth(_ splices: [Splice]) -> Int {
        splices.reduce(0) { $0 + $1.bytes.readableBytes - $1.range.count }
    }

    /// The body's parts, in order. Slices, not copies: bodies hold images.
    package static func apply(_ splices: [Splice], to body: ByteBuffer) -> [ByteBuffer] {
        guard !splices.isEmpty else { return body.readableBytes > 0 ? [body] : [] }
        var parts: [ByteBuffer] = []
        var rest = body
        var position = 0
        for splice in splices.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            guard let before = rest.readSlice(length: splice.range.lowerBound - position) else { return parts }
            parts.append(before)
            parts.append(splice.bytes)
            rest.moveReaderIndex(forwardBy: splice.range.count)
            position = splice.range.upperBound
        }
        parts.append(rest)
        return parts.filter { $0.readableBytes > 0 }
    }
}
