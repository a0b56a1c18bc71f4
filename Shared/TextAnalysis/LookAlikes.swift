/// Letters that look like Latin ones: Cyrillic, Greek, full width, mathematical, enclosed; and invisible tag characters.
package enum LookAlikes {
    /// The text in plain letters; nothing where it has no look-alikes.
    package static func undone(_ text: String) -> String? {
        guard text.unicodeScalars.contains(where: { $0.value > 0x24F && plain($0) != nil }) else { return nil }
        var undone = ""
        for scalar in text.unicodeScalars { undone.unicodeScalars.append(plain(scalar) ?? scalar) }
        return undone
    }

    package static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        let value = scalar.value
        switch value {
        case ..<0x250: return nil
        case 0xFF01...0xFF5E: return ascii(value - 0xFEE0)
        case 0x3000: return " "
        // Bold, italic, script, double-struck, sans-serif, monospace: 52 letters each.
        case 0x1D400...0x1D6A3: return letter((value - 0x1D400) % 52)
        case 0x1D7CE...0x1D7FF: return ascii((value - 0x1D7CE) % 10 + 48)
        case 0x24B6...0x24E9: return letter(value - 0x24B6)
        case 0x1F130...0x1F149: return ascii(value - 0x1F130 + 65)
        case 0x1F170...0x1F189: return ascii(value - 0x1F170 + 65)
        // Tags: ASCII that is not shown.
        case 0xE0020...0xE007E: return ascii(value - 0xE0000)
        default: return confusables[scalar]
        }
    }

    private static func ascii(_ value: UInt32) -> Unicode.Scalar { Unicode.Scalar(UInt8(truncatingIfNeeded: value)) }

    private static func letter(_ index: UInt32) -> Unicode.Scalar { ascii(index < 26 ? index + 65 : index - 26 + 97) }

    private static let confusables: [Unicode.Scalar: Unicode.Scalar] = [
        "а": "a", "в": "b", "с": "c", "ԁ": "d", "е": "e", "ё": "e", "һ": "h", "і": "i", "ї": "i", "ј": "j", "к": "k",
        "м": "m", "п": "n", "о": "o", "р": "p", "ԛ": "q", "г": "r", "ѕ": "s", "т": "t", "ц": "u", "ѵ": "v", "ԝ": "w",
        "х": "x", "у": "y", "ү": "y", "А": "A", "В": "B", "С": "C", "Е": "E", "Н": "H", "І": "I", "Ј": "J", "К": "K",
        "М": "M", "О": "O", "Р": "P", "Ѕ": "S", "Т": "T", "Х": "X", "У": "Y", "α": "a", "β": "b", "ε": "e", "η": "n",
        "ι": "i", "κ": "k", "ν": "v", "ο": "o", "ρ": "p", "σ": "o", "τ": "t", "υ": "u", "χ": "x", "γ": "y", "Α": "A",
        "Β": "B", "Ε": "E", "Η": "H", "Ι": "I", "Κ": "K", "Μ": "M", "Ν": "N", "Ο": "O", "Ρ": "P", "Τ": "T", "Υ": "Y",
        "Χ": "X", "Ζ": "Z", "ᴀ": "a", "ʙ": "b", "ᴄ": "c", "ᴅ": "d", "ᴇ": "e", "ꜰ": "f", "ɢ": "g", "ʜ": "h", "ɪ": "i",
        "ᴊ": "j", "ᴋ": "k", "ʟ": "l", "ᴍ": "m", "ɴ": "n", "ᴏ": "o", "ᴘ": "p", "ʀ": "r", "ꜱ": "s", "ᴛ": "t", "ᴜ": "u",
        "ᴠ": "v", "ᴡ": "w", "ʏ": "y", "ᴢ": "z", "ɑ": "a", "ɡ": "g", "ℓ": "l",
    ]
}
