import TextAnalysis

/// A number as people write it: `500`, `38,5`, `12.500`, `3-4`, `140/90`, `dos`, `media`, `1/2`.
struct Quantity: Equatable {
    /// The index after its last token.
    let end: Int
    let value: Entity.Value
    /// The figure, of a range the lower one.
    let number: Double
    /// Whether it is written in words.
    let isWord: Bool

    /// - Parameter isCount: whether a separator before three digits is one of thousands («12.500 leucocitos»).
    init?(at index: Int, in text: ClinicalText, isCount: Bool = true) {
        guard text.tokens.indices.contains(index) else { return nil }
        if text.tokens[index].kind == .word {
            guard let (end, number) = Self.words(at: index, in: text) else { return nil }
            // «dos o tres días»
            if ["o", "a", "u"].contains(text.word(end)), let (last, upper) = Self.words(at: end + 1, in: text),
                upper > number
            {
                let range = "\(Self.plain(number))-\(Self.plain(upper))"
                self.init(end: last, value: .text(range), number: number, isWord: true)
                return
            }
            self.init(end: end, value: .number(number), number: number, isWord: true)
            return
        }
        if let fraction = Self.fractions[text.words[index]] {
            self.init(end: index + 1, value: .number(fraction), number: fraction, isWord: false)
            return
        }
        guard text.tokens[index].kind == .number, let number = Self.number(text.words[index], isCount: isCount) else {
            return nil
        }
        if let fraction = Self.fractions[text.word(index + 1)] {
            self.init(end: index + 2, value: .number(number + fraction), number: number + fraction, isWord: false)
            return
        }
        let joint = text.word(index + 1)
        if joint == "y", ["medio", "media"].contains(text.word(index + 2)) {
            self.init(end: index + 3, value: .number(number + 0.5), number: number + 0.5, isWord: false)
            return
        }
        if let upper = Self.upper(at: index + 2, in: text, isCount: isCount) {
            if ["-", "–", "a", "o", "to", "or"].contains(joint), upper > number {
                self.init(
                    end: index + 3,
                    value: .text("\(Self.plain(number))-\(Self.plain(upper))"),
                    number: number,
                    isWord: false
                )
                return
            }
            if joint == "/" {
                let isHalf = number == 1 && (upper == 2 || upper == 4)
                self.init(
                    end: index + 3,
                    value: isHalf ? .number(number / upper) : .text("\(Self.plain(number))/\(Self.plain(upper))"),
                    number: isHalf ? number / upper : number,
                    isWord: false
                )
                return
            }
        }
        self.init(end: index + 1, value: .number(number), number: number, isWord: false)
    }

    private init(end: Int, value: Entity.Value, number: Double, isWord: Bool) {
        (self.end, self.value, self.number, self.isWord) = (end, value, number, isWord)
    }

    private static func upper(at index: Int, in text: ClinicalText, isCount: Bool) -> Double? {
        guard text.tokens.indices.contains(index), text.tokens[index].kind == .number else { return nil }
        return number(text.words[index], isCount: isCount)
    }

    /// `12.500` and `12,500` are thousands where counts are meant; else either separator is the decimal one.
    static func number(_ text: String, isCount: Bool) -> Double? {
        let groups = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        guard let first = groups.first, first.count <= 12 else { return nil }
        if groups.count == 1 { return Double(first) }
        let areThousands = groups.dropFirst().allSatisfy { $0.count == 3 } && first.count <= 3 && first != "0"
        if areThousands, isCount || groups.count > 2 { return Double(groups.joined()) }
        guard groups.count == 2, groups[1].count <= 6 else { return nil }
        return Double(groups[0] + "." + groups[1])
    }

    /// Without decimals that say nothing.
    static func plain(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
    }

    private static func words(at index: Int, in text: ClinicalText) -> (end: Int, number: Double)? {
        guard let number = numerals[text.word(index)] else { return nil }
        if number >= 30, text.word(index + 1) == "y", let ones = numerals[text.word(index + 2)], ones < 10 {
            return (index + 3, number + ones)
        }
        return (index + 1, number)
    }

    private static let fractions: [String: Double] = ["½": 0.5, "¼": 0.25, "¾": 0.75]
    private static let numerals: [String: Double] = [
        "un": 1, "una": 1, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8,
        "nueve": 9, "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "dieciseis": 16,
        "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veinte": 20, "veintiuno": 21, "veintidos": 22,
        "veintitres": 23, "veinticuatro": 24, "veinticinco": 25, "veintiseis": 26, "veintisiete": 27, "veintiocho": 28,
        "veintinueve": 29, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80,
        "noventa": 90, "medio": 0.5, "media": 0.5, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
        "seven": 7, "eight": 8, "ten": 10, "twelve": 12, "half": 0.5,
    ]
}
