/// Characters written by their codes: `%69`, `&#105;`, `\u0069`, `\x69`.
enum EscapedText {
    private static let leastEscapes = 3

    /// The text with codes as characters; nothing where it has few.
    static func undone(_ text: String) -> String? {
        guard
            text.utf8.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "\\") }
            )
        else { return nil }
        let bytes = Array(text.utf8)
        var undone: [UInt8] = []
        var escapes = 0
        var index = 0
        while index < bytes.count {
            if let (bytes, end) = escape(at: index, in: bytes) {
                undone += bytes
                escapes += 1
                index = end
            } else {
                undone.append(bytes[index])
                index += 1
            }
        }
        return escapes < leastEscapes ? nil : String(decoding: undone, as: UTF8.self)
    }

    private static func escape(at index: Int, in bytes: [UInt8]) -> (bytes: [UInt8], end: Int)? {
        switch bytes[index] {
        case UInt8(ascii: "%"):
            return number(at: index + 1, most: 2, radix: 16, in: bytes).flatMap { value, end in
                end == index + 3 ? ([UInt8(truncatingIfNeeded: value)], end) : nil
            }
        case UInt8(ascii: "&") where index + 2 < bytes.count && bytes[index + 1] == UInt8(ascii: "#"):
            let isHex = bytes[index + 2] | 0x20 == UInt8(ascii: "x")
            guard let (value, end) = number(at: index + (isHex ? 3 : 2), most: 6, radix: isHex ? 16 : 10, in: bytes)
            else {
                return nil
            }
            return (utf8(value), end < bytes.count && bytes[end] == UInt8(ascii: ";") ? end + 1 : end)
        case UInt8(ascii: "\\") where index + 1 < bytes.count:
            let letter = bytes[index + 1] | 0x20
            guard letter == UInt8(ascii: "u") || letter == UInt8(ascii: "x") else { return nil }
            let digits = letter == UInt8(ascii: "u") ? 4 : 2
            return number(at: index + 2, most: digits, radix: 16, in: bytes).flatMap { value, end in
                end == index + 2 + digits ? (utf8(value), end) : nil
            }
        default: return nil
        }
    }

    private static func number(at start: Int, most: Int, radix: UInt32, in bytes: [UInt8]) -> (UInt32, end: Int)? {
        var value: UInt32 = 0
        var end = start
        while end < bytes.count, end - start < most, let digit = Character(Unicode.Scalar(bytes[end])).hexDigitValue,
            UInt32(digit) < radix
        {
            value = value * radix + UInt32(digit)
            end += 1
        }
        return end == start ? nil : (value, end)
    }

    private static func utf8(_ value: UInt32) -> [UInt8] { Unicode.Scalar(value).map { Array(String($0).utf8) } ?? [] }
}
