import NIOCore

/// Sixteen random bytes that name a request, written as 32 hexadecimal digits.
package struct RequestIdentifier: Sendable, Equatable {
    let high: UInt64
    let low: UInt64

    package var text: String {
        var buffer = ByteBufferAllocator().buffer(capacity: 32)
        buffer.writeFullHexadecimal(high)
        buffer.writeFullHexadecimal(low)
        return String(buffer: buffer)
    }
}

/// Makes identifiers without a system call each (xoshiro256**, seeded by the system). They tell requests
/// apart; they are not secrets.
package struct IdentifierSource {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    init() {
        var system = SystemRandomNumberGenerator()
        state = (system.next() | 1, system.next(), system.next(), system.next())
    }

    mutating func next() -> RequestIdentifier {
        RequestIdentifier(high: nextWord(), low: nextWord() | 1)
    }

    mutating func nextWord() -> UInt64 {
        let product = state.1 &* 5
        let result = (product << 7 | product >> 57) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = state.3 << 45 | state.3 >> 19
        return result
    }
}

extension ByteBuffer {
    /// Appends all sixteen digits of a word.
    mutating func writeFullHexadecimal(_ value: UInt64) {
        var high: UInt64 = 0
        var low: UInt64 = 0
        for position in 0..<8 {
            high = high << 8 | Self.digit(value, position)
            low = low << 8 | Self.digit(value, position + 8)
        }
        writeMultipleIntegers(high, low)
    }

    private static func digit(_ value: UInt64, _ position: Int) -> UInt64 {
        let nibble = value >> UInt64(60 - position * 4) & 0xF
        return nibble < 10 ? 0x30 + nibble : 0x57 + nibble
    }
}
