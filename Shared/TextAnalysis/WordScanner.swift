/// Finds the words of long texts: runs of letters and digits, without looking for grapheme clusters.
package struct WordScanner {
    /// A word and how it stands.
    package struct Found {
        /// Lower case, without diacritics; ñ stays ñ.
        package let folded: String
        /// In UTF-16 code units of the text.
        package let range: Range<Int>
        package let joint: Joint
    }

    /// What stands between a word and the one before it, where that may make one word of both.
    package enum Joint: Sendable {
        case hyphen
        /// `º` or `ª`, with a full stop before and a space behind it, or without.
        case ordinal
        /// Of numbers and codes, as in `1234/2025`, `EX_12`.
        case slash
        /// As in `12.345`.
        case point
        /// Anything else, or nothing.
        case other
    }

    private var bytes: [UInt8] = []
    private var isASCII = true
    private var start = 0
    private var end = 0
    /// How many characters stand since the last word, and the joint that they are.
    private var gap = 2
    private var joint = Joint.other

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
                extendJoint(scalar)
            }
            offset += width
        }
        finish(body)
        (gap, joint) = (2, .other)
    }

    private mutating func finish(_ body: (Found) -> Void) {
        guard !bytes.isEmpty else { return }
        let text = String(decoding: bytes, as: UTF8.self)
        body(Found(folded: isASCII ? text : fold(text), range: start..<end, joint: joint))
        bytes.removeAll(keepingCapacity: true)
        isASCII = true
        (gap, joint) = (0, .other)
    }

    private mutating func extendJoint(_ scalar: Unicode.Scalar) {
        joint =
            switch (scalar, gap) {
            case ("-", 1), ("\u{2010}"..."\u{2013}", 1): .hyphen
            case ("/", 1), ("_", 1): .slash
            case (".", 1): .point
            case ("ª", 1), ("º", 1): .ordinal
            case ("ª", 2), ("º", 2): joint == .point ? .ordinal : .other
            case (" ", 2...3), ("\u{A0}", 2...3): joint == .ordinal ? .ordinal : .other
            default: .other
            }
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
        // Ordinals too: `3º` is `3`.
        case ..<0x80, 0xAA, 0xBA: return .other
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
