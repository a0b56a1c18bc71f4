/// How bytes stand for text.
package enum TextEncoding: String, Codable, Sendable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    /// Latin-1, too, but for control characters that no text has.
    case windows1252 = "windows-1252"

    /// The encoding of a name that a document gives; nil for one that `NamedEncoding` may know.
    init?(name: some StringProtocol) {
        switch name.lowercased() {
        case "utf-8", "utf8", "us-ascii", "ascii": self = .utf8
        case "utf-16", "utf-16le": self = .utf16LittleEndian
        case "utf-16be": self = .utf16BigEndian
        case "windows-1252", "cp1252", "iso-8859-1", "latin1", "latin-1": self = .windows1252
        default: return nil
        }
    }

    /// Of so many bytes one may be a control character that no text should have: old programs leave some.
    private static let bytesPerControl = 500

    /// What text is written in, and the bytes of its mark; nil where the bytes are no text.
    ///
    /// - Parameter isCut: whether it goes on, so that its last character may be a part of one.
    static func detect(
        _ bytes: some BidirectionalCollection<UInt8>,
        isCut: Bool = false
    ) -> (encoding: Self, mark: Int)? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        var (zeros, controls) = ([0, 0], 0)
        for (index, byte) in bytes.enumerated() {
            if byte == 0 { zeros[index & 1] += 1 } else if isControl(byte) { controls += 1 }
        }
        guard controls * bytesPerControl <= bytes.count else { return nil }
        if zeros != [0, 0] {
            // Western text in UTF-16 has a zero beside nearly every letter, always on the same side.
            let half = bytes.count / 2
            if zeros[0] == 0, zeros[1] * 10 > half * 7 { return (.utf16LittleEndian, 0) }
            if zeros[1] == 0, zeros[0] * 10 > half * 7 { return (.utf16BigEndian, 0) }
            return nil
        }
        return (isUTF8(bytes, isCut: isCut) ? .utf8 : .windows1252, 0)
    }

    func decode(_ bytes: some Collection<UInt8>) -> String {
        switch self {
        case .utf8: String(decoding: bytes, as: UTF8.self)
        case .utf16LittleEndian: String(decoding: Self.pairs(bytes, lowFirst: true), as: UTF16.self)
        case .utf16BigEndian: String(decoding: Self.pairs(bytes, lowFirst: false), as: UTF16.self)
        case .windows1252:
            bytes.reduce(into: "") { text, byte in
                let isSpecial = (0x80..<0xA0).contains(byte)
                text.unicodeScalars.append(isSpecial ? Self.special[Int(byte) - 0x80] : Unicode.Scalar(byte))
            }
        }
    }

    /// The text of a whole file; nil where it is none.
    static func read(_ bytes: [UInt8]) -> (text: String, encoding: Self)? {
        guard let (encoding, mark) = detect(bytes) else { return nil }
        // Where DOS ended a file.
        return (encoding.decode(bytes.dropFirst(mark).dropLast(bytes.last == 0x1A ? 1 : 0)), encoding)
    }

    private static func isControl(_ byte: UInt8) -> Bool {
        byte < 0x20 && ![0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A, 0x1B].contains(byte) || byte == 0x7F
    }

    /// A character that the end cuts is none to complain of.
    private static func isUTF8(_ bytes: some BidirectionalCollection<UInt8>, isCut: Bool) -> Bool {
        var whole = bytes[...]
        for length in 1...3 where isCut && bytes.count >= length {
            let start = bytes.index(bytes.endIndex, offsetBy: -length)
            let needed = bytes[start] >= 0xF0 ? 4 : bytes[start] >= 0xE0 ? 3 : bytes[start] >= 0xC0 ? 2 : 1
            if needed > length { whole = bytes[..<start] }
        }
        return String(validating: whole, as: UTF8.self) != nil
    }

    private static func pairs(_ bytes: some Collection<UInt8>, lowFirst: Bool) -> [UInt16] {
        var (units, first): ([UInt16], UInt16?) = ([], nil)
        units.reserveCapacity(bytes.count / 2)
        for byte in bytes {
            if let other = first {
                units.append(lowFirst ? UInt16(byte) << 8 | other : other << 8 | UInt16(byte))
                first = nil
            } else {
                first = UInt16(byte)
            }
        }
        return units
    }

    /// What Windows puts in place of Latin-1's control characters.
    private static let special: [Unicode.Scalar] = [
        "\u{20AC}", "\u{FFFD}", "\u{201A}", "\u{192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}", "\u{2C6}",
        "\u{2030}", "\u{160}", "\u{2039}", "\u{152}", "\u{FFFD}", "\u{17D}", "\u{FFFD}", "\u{FFFD}", "\u{2018}",
        "\u{2019}", "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}", "\u{2DC}", "\u{2122}", "\u{161}",
        "\u{203A}", "\u{153}", "\u{FFFD}", "\u{17E}", "\u{178}",
    ]
}
