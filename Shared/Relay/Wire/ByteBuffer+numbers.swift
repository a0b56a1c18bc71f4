import NIOCore

extension ByteBuffer {
    /// Appends a number in decimal, with zeros in front where it has fewer than `digits`; a negative one as 0.
    mutating func writeDecimal(_ value: Int, digits: Int = 1) {
        writeDigits(UInt64(max(0, value)), base: 10, atLeast: digits)
    }

    /// Appends a number in lower-case hexadecimal, with zeros in front where it has fewer than `digits`.
    mutating func writeHexadecimal(_ value: UInt64, digits: Int = 1) {
        writeDigits(value, base: 16, atLeast: digits)
    }

    /// Straight into the buffer's memory, without making a string.
    @inline(__always)
    private mutating func writeDigits(_ value: UInt64, base: UInt64, atLeast digits: Int) {
        var count = 1
        var rest = value / base
        while rest > 0 || count < digits {
            rest /= base
            count += 1
        }
        writeWithUnsafeMutableBytes(minimumWritableBytes: count) { target in
            var rest = value
            for index in (0..<count).reversed() {
                let digit = UInt8(truncatingIfNeeded: rest % base)
                target[index] = digit < 10 ? 0x30 + digit : 0x57 + digit
                rest /= base
            }
            return count
        }
    }
}
