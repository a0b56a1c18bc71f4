/// Numbers in seven bits a byte, the lowest first; the eighth tells that more follow.
enum VariableLength {
    @inline(__always)
    static func append(_ number: UInt32, to bytes: inout [UInt8]) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Reads one number and moves on behind it.
    @inline(__always)
    static func read(_ bytes: Span<UInt8>, _ position: inout Int) -> UInt32 {
        var byte = bytes[position]
        position += 1
        var number = UInt32(byte & 0x7F)
        var shift: UInt32 = 7
        while byte >= 0x80 {
            byte = bytes[position]
            position += 1
            number |= UInt32(byte & 0x7F) << shift
            shift += 7
        }
        return number
    }
}
