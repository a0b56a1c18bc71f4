/// Classes of scalars, the same as in Training/features.py.
enum EmotionScalar {
    typealias Scalar = UInt32

    static let tilde: Scalar = 0x303
    /// Letters below here are folded by a table; above, they stay.
    private static let tableSize: Scalar = 0x250

    private static let folded: [Scalar] = {
        var table = [Scalar](repeating: 0, count: Int(tableSize))
        let marked = [
            "a": "áàäâãåāÁÀÄÂÃÅĀª", "e": "éèëêēÉÈËÊĒ", "i": "íìïîīÍÌÏÎĪ", "o": "óòöôõøōÓÒÖÔÕØŌº", "u": "úùüûūÚÙÜÛŪ",
            "c": "çćčÇĆČ", "ñ": "ñÑ", "y": "ýÿÝŸ", "s": "šśŠŚ", "z": "žźżŽŹŻ",
        ]
        for (plain, letters) in marked {
            for plain in plain.unicodeScalars {
                for letter in letters.unicodeScalars { table[Int(letter.value)] = plain.value }
            }
        }
        return table
    }()

    private static let accentedCapitals: Set<Scalar> = Set("ÁÉÍÓÚÑÜ".unicodeScalars.map(\.value))

    /// Marks of one kind have one form, which may be repeated up to three times.
    static func mark(_ scalar: Scalar) -> Scalar? {
        switch scalar {
        case 0x21, 0xA1: 0x21
        case 0x3F, 0xBF: 0x3F
        case 0x2E, 0x2026: 0x2E
        case 0x22, 0x201C, 0x201D, 0xAB, 0xBB: 0x22
        case 0x2C, 0x3B: 0x2C
        case 0x3A: 0x3A
        default: nil
        }
    }

    static func fold(_ scalar: Scalar) -> Scalar {
        switch scalar {
        case 0x41...0x5A: return scalar + 32
        case 0x80..<tableSize:
            let plain = folded[Int(scalar)]
            return plain == 0 ? scalar : plain
        default: return scalar
        }
    }

    static func isLetter(_ scalar: Scalar) -> Bool {
        switch scalar {
        case 0x41...0x5A, 0x61...0x7A, 0xAA, 0xBA: true
        case 0xD7, 0xF7: false
        case 0xC0...0x24F, 0x370...0x1FFF, 0x3040...0xD7FF: true
        default: false
        }
    }

    static func isUpper(_ scalar: Scalar) -> Bool {
        (0x41...0x5A).contains(scalar) || scalar >= 0xC0 && accentedCapitals.contains(scalar)
    }

    static func isApostrophe(_ scalar: Scalar) -> Bool { scalar == 0x27 || scalar == 0x2019 }

    static func isDigit(_ scalar: Scalar) -> Bool { (0x30...0x39).contains(scalar) }

    static func isCombining(_ scalar: Scalar) -> Bool { (0x300...0x36F).contains(scalar) }

    /// Arrows, pictographs and emoji without the skin tones.
    static func isSymbol(_ scalar: Scalar) -> Bool {
        switch scalar {
        case 0x2190...0x2BFF, 0x1F000...0x1F3FA, 0x1F400...0x1FAFF: true
        default: false
        }
    }

    /// What a mouth makes of eyes: «:)», «:(».
    static func face(_ mouth: Scalar) -> Scalar? {
        switch mouth {
        case 0x29, 0x5D, 0x44: 0x1F642
        case 0x28, 0x5B, 0x2F: 0x1F641
        default: nil
        }
    }
}
