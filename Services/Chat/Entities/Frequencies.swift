import TextAnalysis

/// How often: `c/8 h`, «cada 8 horas», «dos veces al día», `BID`, `1-0-1`, «por la noche».
struct Frequencies: Recognizer {
    private let phrases: PhraseTable<Vocabulary.Frequency>
    private let time: PhraseTable<String>

    private static let each: Set<String> = ["cada", "kada", "c", "every", "q"]
    private static let periods: [String: String] = [
        "dia": "día", "semana": "semana", "mes": "mes", "noche": "día", "hora": "h", "ano": "año", "day": "día",
        "week": "semana", "month": "mes", "daily": "día", "weekly": "semana", "diarias": "día", "diaria": "día",
        "dias": "día",
    ]

    init(_ vocabulary: Vocabulary) {
        phrases = vocabulary.frequencies
        time = vocabulary.units.time
    }

    func findings(at index: Int, in text: ClinicalText, after earlier: [Finding]) -> [Finding] {
        if let phrase = phrases.longest(at: index, in: text.words),
            !phrase.value.needsMedication || speaksOfMedication(index, in: text, after: earlier)
        {
            return [
                Finding(
                    kind: .frequency,
                    tokens: index..<phrase.end,
                    value: phrase.value.value,
                    unit: phrase.value.unit
                )
            ]
        }
        let found =
            interval(at: index, in: text, after: earlier) ?? times(at: index, in: text, after: earlier)
            ?? scheme(at: index, in: text, after: earlier)
        return found.map { [$0] } ?? []
    }

    private func speaksOfMedication(_ index: Int, in text: ClinicalText, after earlier: [Finding]) -> Bool {
        text.speaksOfMedication[index] || earlier.last.map { $0.kind == .dose || $0.kind == .medicine } ?? false
    }

    /// «cada 8 horas», `c/8h`, `q8h`, «cada semana».
    private func interval(at index: Int, in text: ClinicalText, after earlier: [Finding]) -> Finding? {
        let word = text.words[index]
        // «500 mg/8 h» too.
        let dividesDose = word == "/" && earlier.last.map { $0.kind == .dose && $0.tokens.upperBound == index } ?? false
        guard Self.each.contains(word) || dividesDose else { return nil }
        var next = index + 1
        if text.word(next) == "/" || (word == "c" && text.word(next) == ".") { next += 1 }
        if let quantity = Quantity(at: next, in: text) {
            if let (end, unit) = time.longest(at: quantity.end, in: text.words) {
                return Finding(kind: .frequency, tokens: index..<end, value: quantity.value, unit: unit)
            }
            // A bare letter may be a vertebra: `C6`.
            guard word.utf8.count > 1 || text.word(next - 1) == "/" else { return nil }
            // «cada 8»: the hours that doses are given by.
            guard [4, 6, 8, 12, 24, 48, 72].contains(quantity.number),
                speaksOfMedication(index, in: text, after: earlier)
            else { return nil }
            return Finding(kind: .frequency, tokens: index..<quantity.end, value: quantity.value, unit: "h")
        }
        guard word.utf8.count > 1, let (end, unit) = time.longest(at: next, in: text.words),
            text.word(next).utf8.count > 2,
            speaksOfMedication(index, in: text, after: earlier)
        else { return nil }
        return Finding(kind: .frequency, tokens: index..<end, value: .number(1), unit: unit)
    }

    /// «3 veces al día», «dos veces por semana», «2 al día».
    private func times(at index: Int, in text: ClinicalText, after earlier: [Finding]) -> Finding? {
        guard let quantity = Quantity(at: index, in: text) else { return nil }
        var next = quantity.end
        let isCounted = ["vez", "veces", "times", "time"].contains(text.word(next))
        if isCounted {
            next += 1
        } else if quantity.number > 4 || !speaksOfMedication(index, in: text, after: earlier) {
            return nil
        }
        let hasJoint = ["al", "a", "por", "/", "x", "cada", "per"].contains(text.word(next))
        if hasJoint {
            next += 1
            if ["la", "el"].contains(text.word(next)) { next += 1 }
        }
        guard hasJoint || isCounted, let period = Self.periods[text.word(next)], isCounted || text.word(next) == "dia"
        else {
            return nil
        }
        return Finding(kind: .frequency, tokens: index..<next + 1, value: quantity.value, unit: "/" + period)
    }

    /// `1-0-1`: morning, noon, night.
    private func scheme(at index: Int, in text: ClinicalText, after earlier: [Finding]) -> Finding? {
        // Units of insulin: «insulina 20-0-15».
        let most: Double = earlier.last.map { $0.kind == .medicine && $0.tokens.upperBound == index } ?? false ? 100 : 4
        var end = index
        var figures: [Double] = []
        while figures.count < 5, end < text.tokens.count, text.tokens[end].kind == .number, text.words[end].count <= 3,
            let number = Quantity.number(text.words[end], isCount: false), number <= most
        {
            figures.append(number)
            guard text.word(end + 1) == "-", text.touchesPrevious(end + 2) else { break }
            end += 2
        }
        guard figures.count == 3 || figures.count == 4, speaksOfMedication(index, in: text, after: earlier) else {
            return nil
        }
        return Finding(
            kind: .frequency,
            tokens: index..<end + 1,
            value: .text(figures.map(Quantity.plain).joined(separator: "-"))
        )
    }
}
