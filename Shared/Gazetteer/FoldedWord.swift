/// A word as the look-up reads it: letters without case and accents, or digits.
struct FoldedWord: Sendable {
    let bytes: [UInt8]
    /// Where it stands, in UTF-16 code units.
    let range: Range<Int>
    let isNumber: Bool
    /// What stands between it and the word before.
    let opening: Opening

    enum Opening: UInt8, Comparable, Sendable {
        case space, comma, sentence

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }
}

/// The words of a text. A word ends where digits begin, an apostrophe joins (`O'Higgins` → `ohiggins`), `ñ` reads `n`.
func foldedWords(_ text: String) -> [FoldedWord] {
    var reader = WordReader()
    for scalar in text.unicodeScalars { reader.read(scalar) }
    return reader.finish()
}

private struct WordReader {
    private var words: [FoldedWord] = []
    private var bytes: [UInt8] = []
    private var start = 0
    private var end = 0
    private var isNumber = false
    private var offset = 0
    private var width = 1
    private var opening = FoldedWord.Opening.sentence

    /// The letters from À to ſ, without their marks.
    private static let latin = Array(
        """
        aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiii\
        iiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs
        """.utf8
    )

    mutating func read(_ scalar: Unicode.Scalar) {
        width = scalar.value > 0xFFFF ? 2 : 1
        defer { offset += width }
        switch scalar.value {
        case 97...122: append(UInt8(truncatingIfNeeded: scalar.value), isDigit: false)
        case 65...90: append(UInt8(truncatingIfNeeded: scalar.value + 32), isDigit: false)
        case 48...57: append(UInt8(truncatingIfNeeded: scalar.value), isDigit: true)
        case 39, 96, 0xB4, 0x2018, 0x2019, 0x2BC, 0x300...0x36F, 0x200B...0x200F, 0x2060, 0xAD, 0xFE0F:
            // Apostrophes join, combining marks and invisible characters are passed over.
            break
        case 44, 58, 40, 41: close(.comma)
        case 10, 13, 33, 46, 59, 63: close(.sentence)
        case 0xC0...0x17F where Self.latin[Int(scalar.value - 0xC0)] != 32:
            append(Self.latin[Int(scalar.value - 0xC0)], isDigit: false)
        case 0x180... where scalar.properties.isAlphabetic:
            for byte in String(scalar).lowercased().utf8 { append(byte, isDigit: false) }
        default: close(.space)
        }
    }

    mutating func finish() -> [FoldedWord] {
        close(.space)
        return words
    }

    private mutating func append(_ byte: UInt8, isDigit: Bool) {
        if !bytes.isEmpty, isDigit != isNumber { close(.space) }
        if bytes.isEmpty {
            start = offset
            isNumber = isDigit
        }
        bytes.append(byte)
        end = offset + width
    }

    private mutating func close(_ mark: FoldedWord.Opening) {
        if !bytes.isEmpty {
            if isNumber { bytes = Array(bytes.drop { $0 == 48 }) }
            words.append(
                FoldedWord(
                    bytes: bytes.isEmpty ? [48] : bytes,
                    range: start..<end,
                    isNumber: isNumber,
                    opening: opening
                )
            )
            bytes.removeAll(keepingCapacity: true)
            opening = .space
        }
        opening = max(opening, mark)
    }
}
