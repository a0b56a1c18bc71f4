/// The words, numbers and symbols of a text.
///
/// A word ends where digits begin (`SatO2` → `sato`, `2`), so that all spellings of an abbreviation read the same; a
/// number keeps its separators (`38,5`, `12.500`). Accents may be composed or not; invisible characters inside a word
/// are passed over.
package func tokens(_ text: String) -> [Token] {
    var tokenizer = Tokenizer()
    for scalar in text.unicodeScalars { tokenizer.read(scalar) }
    return tokenizer.finish()
}

/// One pass over a text's scalars.
private struct Tokenizer {
    private enum Class { case letter, digit, mark, invisible, space, lineBreak, symbol }

    private var tokens: [Token] = []
    private var offset = 0
    private var kind: Token.Kind?
    private var start = 0
    /// UTF-8 of what was read of a token.
    private var text: [UInt8] = []
    private var isFolded = true
    private var isCapitalized = false
    private var followsSpace = true
    /// A separator after digits: part of the number if a digit follows.
    private var separator: (scalar: Unicode.Scalar, offset: Int)?

    mutating func read(_ written: Unicode.Scalar) {
        // The 2 of SpO₂.
        let isSubscript = (0x2080...0x2089).contains(written.value)
        let scalar = isSubscript ? Unicode.Scalar(UInt8(written.value - 0x2080 + 48)) : written
        let width = scalar.value > 0xFFFF ? 2 : 1
        switch Self.classify(scalar) {
        case .letter:
            if kind != .word { begin(.word) }
            if text.isEmpty { isCapitalized = Self.isCapital(scalar) }
            append(scalar)
        case .digit:
            if let separator, kind == .number {
                text.append(UInt8(ascii: separator.scalar))
                self.separator = nil
            } else if kind != .number {
                begin(.number)
            }
            append(scalar)
        case .mark:
            if kind == .word { append(scalar) }
        case .invisible:
            break
        case .space:
            end()
            followsSpace = true
        case .lineBreak:
            single(scalar, .lineBreak, width)
            followsSpace = true
        case .symbol:
            if (scalar == "." || scalar == ","), kind == .number, separator == nil {
                separator = (scalar, offset)
            } else {
                single(scalar, .symbol, width)
            }
        }
        offset += width
    }

    mutating func finish() -> [Token] {
        end()
        return tokens
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        if scalar.isASCII {
            let isCapital = scalar.value >= 65 && scalar.value <= 90
            text.append(UInt8(truncatingIfNeeded: isCapital ? scalar.value + 32 : scalar.value))
        } else if let plain = Self.plainLetter(scalar) {
            text.append(plain)
        } else {
            // What isn't folded here is folded with its word; ñ stays ñ.
            let letter: Unicode.Scalar = scalar == "\u{D1}" ? "\u{F1}" : scalar
            isFolded = isFolded && letter == "\u{F1}"
            text.append(contentsOf: String(letter).utf8)
        }
    }

    private mutating func begin(_ kind: Token.Kind) {
        end()
        self.kind = kind
        start = offset
    }

    private mutating func end() {
        guard let kind else { return }
        let text = String(decoding: self.text, as: UTF8.self)
        add(isFolded ? text : fold(text), kind, start..<(separator?.offset ?? offset))
        self.kind = nil
        self.text.removeAll(keepingCapacity: true)
        isFolded = true
        isCapitalized = false
        if let separator {
            self.separator = nil
            add(String(separator.scalar), .symbol, separator.offset..<separator.offset + 1)
        }
    }

    private mutating func single(_ scalar: Unicode.Scalar, _ kind: Token.Kind, _ width: Int) {
        end()
        add(String(scalar), kind, offset..<offset + width)
    }

    private mutating func add(_ text: String, _ kind: Token.Kind, _ range: Range<Int>) {
        tokens.append(
            Token(kind: kind, text: text, range: range, followsSpace: followsSpace, isCapitalized: isCapitalized)
        )
        followsSpace = false
    }

    private static func isCapital(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? (65...90).contains(scalar.value) : scalar.properties.isUppercase
    }

    /// The letter that stands for a letter of Spanish or a neighbour with its mark, as `fold` has it.
    private static func plainLetter(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar.value | 0x20 {
        case 0xE0...0xE4: UInt8(ascii: "a")
        case 0xE7: UInt8(ascii: "c")
        case 0xE8...0xEB: UInt8(ascii: "e")
        case 0xEC...0xEF: UInt8(ascii: "i")
        case 0xF2...0xF6: UInt8(ascii: "o")
        case 0xF9...0xFC: UInt8(ascii: "u")
        default: nil
        }
    }

    private static func classify(_ scalar: Unicode.Scalar) -> Class {
        switch scalar.value {
        case 65...90, 97...122: return .letter
        case 48...57: return .digit
        case 10, 13: return .lineBreak
        case 9, 32, 0xA0, 0x202F: return .space
        case ..<0x80, 0xAA, 0xB0, 0xBA: return .symbol
        case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F: return .letter
        default: break
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return .letter
        case .nonspacingMark, .enclosingMark: return .mark
        case .format: return .invisible
        case .spaceSeparator: return .space
        case .lineSeparator, .paragraphSeparator: return .lineBreak
        default: return .symbol
        }
    }
}
