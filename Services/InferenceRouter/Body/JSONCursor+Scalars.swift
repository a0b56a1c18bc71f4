extension JSONCursor {
    /// Passes bytes that are neither a quote, a backslash nor a control character, eight at a time: images come
    /// as strings of megabytes.
    mutating func skipPlain(_ bytes: borrowing Span<UInt8>) {
        let raw = bytes.bytes
        var at = index
        while at + 8 <= raw.byteCount {
            let word = raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
            if Self.hasSpecial(word) { break }
            at += 8
        }
        index = at
        while index < bytes.count, bytes[index] >= 0x20, bytes[index] != 0x22, bytes[index] != 0x5C { index += 1 }
    }

    /// Whether a byte of the word is `"`, `\` or below 0x20 (the classic test for a zero byte, three times).
    private static func hasSpecial(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let quote = word ^ (ones &* 0x22)
        let backslash = word ^ (ones &* 0x5C)
        let hits = ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash) | ((word &- (ones &* 0x20)) & ~word)
        return hits & highs != 0
    }

    mutating func escape(_ bytes: borrowing Span<UInt8>) throws(MalformedJSON) {
        guard index + 1 < bytes.count else { throw .truncated }
        switch bytes[index + 1] {
        case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: index += 2
        case UInt8(ascii: "u"):
            for offset in 2..<6 {
                guard index + offset < bytes.count else { throw .truncated }
                switch bytes[index + offset] {
                case 0x30...0x39, 0x41...0x46, 0x61...0x66: break
                default: throw .syntax
                }
            }
            index += 6
        default: throw .syntax
        }
    }

    mutating func number(_ bytes: borrowing Span<UInt8>) throws(MalformedJSON) {
        if bytes[index] == UInt8(ascii: "-") { index += 1 }
        guard index < bytes.count else { throw .truncated }
        if bytes[index] == 0x30 { index += 1 } else { try digits(bytes) }
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            try digits(bytes)
        }
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
                index += 1
            }
            try digits(bytes)
        }
    }

    private mutating func digits(_ bytes: borrowing Span<UInt8>) throws(MalformedJSON) {
        let start = index
        while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 { index += 1 }
        guard index > start else { throw index < bytes.count ? .syntax : .truncated }
    }

    mutating func literal(_ bytes: borrowing Span<UInt8>) throws(MalformedJSON) {
        let word: StaticString =
            switch bytes[index] {
            case UInt8(ascii: "t"): "true"
            case UInt8(ascii: "f"): "false"
            default: "null"
            }
        for offset in 0..<word.utf8CodeUnitCount {
            guard index < bytes.count else { throw .truncated }
            guard bytes[index] == word.utf8Start[offset] else { throw .syntax }
            index += 1
        }
    }
}
