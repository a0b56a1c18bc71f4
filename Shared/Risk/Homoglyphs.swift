/// Letters that look like Latin ones: Cyrillic, Greek, full width, mathematical.
enum Homoglyphs {
    private static let latin: [Unicode.Scalar: Unicode.Scalar] = [
        "а": "a", "е": "e", "о": "o", "с": "c", "р": "p", "х": "x", "у": "y", "і": "i", "ѕ": "s", "к": "k", "м": "m",
        "т": "t", "в": "b", "н": "n", "г": "r", "ԁ": "d", "ј": "j", "ո": "n", "α": "a", "ε": "e", "ι": "i", "ο": "o",
        "ρ": "p", "τ": "t", "υ": "u", "ν": "v", "κ": "k", "η": "n", "σ": "o", "ı": "i", "ɑ": "a", "ø": "o", "đ": "d",
    ]

    /// A folded word in Latin letters; nothing where it is already.
    static func read(_ word: String) -> String? {
        guard word.utf8.contains(where: { $0 >= 0x80 }) else { return nil }
        var isChanged = false
        var result = String.UnicodeScalarView()
        for scalar in word.unicodeScalars {
            let letter = latin[scalar] ?? alphabet(scalar)
            isChanged = isChanged || letter != nil
            result.append(letter ?? scalar)
        }
        return isChanged ? String(result) : nil
    }

    /// Of alphabets that stand in the order of the Latin one.
    private static func alphabet(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0xFF41...0xFF5A: Unicode.Scalar(scalar.value - 0xFF41 + 97)
        // Thirteen styles, each with 26 capitals and 26 small letters.
        case 0x1D400...0x1D6A3: Unicode.Scalar((scalar.value - 0x1D400) % 26 + 97)
        default: nil
        }
    }
}
