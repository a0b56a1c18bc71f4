import NIOCore

/// Frames a body on its way out and counts it.
struct BodyEncoder {
    let framing: BodyFraming
    private(set) var written = 0

    init(_ framing: BodyFraming) {
        self.framing = framing
    }

    /// Appends what stands before a part of `count` bytes. False where the body would be longer than promised.
    @inline(__always)
    mutating func beginPart(_ count: Int, into out: inout ByteBuffer) -> Bool {
        switch framing {
        case .none: return false
        case .length(let length):
            guard written + count <= length else { return false }
        case .chunked:
            out.writeHexadecimal(UInt64(count))
            out.writeInteger(UInt16(0x0D0A))
        case .untilClose: break
        }
        written += count
        return true
    }

    @inline(__always)
    func endPart(into out: inout ByteBuffer) {
        if framing == .chunked { out.writeInteger(UInt16(0x0D0A)) }
    }

    /// Appends the end of the body. False where fewer bytes came than promised.
    func finish(into out: inout ByteBuffer) -> Bool {
        switch framing {
        case .length(let length): return written == length
        case .chunked:
            out.writeStaticString("0\r\n\r\n")
            return true
        case .none, .untilClose: return true
        }
    }
}
