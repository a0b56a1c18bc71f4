import NIOCore

/// Sixteen random bytes that name a request, written as 32 hexadecimal digits.
package struct RequestIdentifier: Sendable, Equatable {
    let high: UInt64
    let low: UInt64

    package var text: String {
        var buffer = ByteBufferAllocator().buffer(capacity: 32)
        write(to: &buffer)
        return String(buffer: buffer)
    }

    func write(to bytes: inout ByteBuffer) {
        bytes.writeHexadecimal(high, digits: 16)
        bytes.writeHexadecimal(low, digits: 16)
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
