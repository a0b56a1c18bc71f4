import NIOCore

/// A short tone as a WAV file: what the simulator says instead of speech.
enum Tone {
    private static let rate: UInt32 = 16_000

    /// 16-bit mono, 440 Hz, 50 ms a word up to three seconds, fading at both ends.
    static func wav(for text: String) -> ByteBuffer {
        let words = max(text.split(whereSeparator: \.isWhitespace).count, 4)
        let count = Int(rate) * min(words * 50, 3_000) / 1_000
        let size = UInt32(count * 2)
        var file = ByteBuffer()
        file.reserveCapacity(44 + count * 2)
        file.writeString("RIFF")
        file.writeInteger(36 + size, endianness: .little)
        file.writeString("WAVEfmt ")
        file.writeMultipleIntegers(
            UInt32(16),
            UInt16(1),
            UInt16(1),
            rate,
            rate * 2,
            UInt16(2),
            UInt16(16),
            endianness: .little
        )
        file.writeString("data")
        file.writeInteger(size, endianness: .little)
        // Two steps of a rotation give the next sample without a sine of its own.
        let (cosine, sine) = (0.985109, 0.171929)
        var (x, y) = (1.0, 0.0)
        let fade = Double(rate) / 100
        for sample in 0..<count {
            let volume = min(1, Double(sample) / fade, Double(count - sample) / fade)
            file.writeInteger(Int16(max(-1, min(1, y)) * volume * 8_000), endianness: .little)
            (x, y) = (x * cosine - y * sine, x * sine + y * cosine)
        }
        return file
    }
}
