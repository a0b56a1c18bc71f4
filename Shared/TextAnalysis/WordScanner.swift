/// Finds the words of long texts: runs of letters and digits, without looking for grapheme clusters.
package struct WordScanner {
    /// A word and how it stands.
    package struct Found {
        /// Lower case, without diacritics; ñ stays ñ.
        package let folded: String
        /// In UTF-16 code units of the text.
        package let range: Range<Int>
        /// Whether nothing but a hyphen stands between the word and the one before it.
        package let followsHyphen: Bool
    }

    private var bytes: [UInt8] = []
    private var isASCII = true
    private var start = 0
    private var end = 0
    /// How many characters stand since the last word, and whether the last of them is a hyphen.
    private var gap = 2
    private var isHyphen = false

    package init() {}

    /// Calls `body` with each word in its order.
    package mutating func scan(_ text: String, _ body: (Found) -> Void) {
        var offset = 0
        for scalar in text.unicodeScalars {
            let width = scalar.value > 0xFFFF ? 2 : 1
            switch Self.classify(scalar) {
            case .word:
                if bytes.isEmpty { start = offset }
                append(scalar)
                end = offset + width
            case .invisible:
                break
            case .other:
                finish(body)
                gap += 1
                isHyphen = scalar == "-" || (0x2010...0x2013).contains(scalar.value)
            }
            offset += width
        }
        finish(body)
        gap = 2
    }

    private mutating func finish(_ body: (Found) -> Void) {
        guard !bytes.isEmpty else { return }
        let text = String(decoding: bytes, as: UTF8.self)
        let follows = gap == 1 && isHyphen
        body(Found(folded: isASCII ? text : fold(text), range: start..<end, followsHyphen: follows))
        bytes.removeAll(keepingCapacity: true)
        isASCII = true
        gap = 0
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        if scalar.isASCII {
            let byte = UInt8(ascii: scalar)
            bytes.append((65...90).contains(byte) ? byte + 32 : byte)
        } else {
            isASCII = false
            bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
    }

    private enum Class { case word, invisible, other }

    private static func classify(_ scalar: Unicode.Scalar) -> Class {
        switch scalar.value {
        case 48...57, 65...90, 97...122: return .word
        case ..<0x80: return .other
        case 0xAD: return .invisible
        case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F: return .word
        default: break
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .nonspacingMark, .enclosingMark, .spacingMark:
            return .word
        case .format: return .invisible
        default: return .other
        }
    }
}
