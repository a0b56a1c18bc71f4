import TextAnalysis

/// How old somebody is: «45 años», «lactante de 8 meses», «edad: 52», `45F`, "45-year-old".
struct Ages: Recognizer {
    private let time: PhraseTable<String>

    private static let persons: Set<String> = [
        "paciente", "lactante", "bebe", "recien", "nacido", "nacida", "rn", "neonato", "niño", "niña", "hijo", "hija",
        "nene", "nena", "nieto", "nieta", "sobrino", "sobrina", "femenino", "femenina", "masculino", "hombre", "mujer",
        "varon", "preescolar", "escolar", "adolescente", "señor", "señora", "boy", "girl", "infant", "baby", "newborn",
        "male", "female", "prematuro", "fem", "masc", "chico", "chica", "menor",
    ]
    private static let announcing: Set<String> = ["edad", "age", "aged"]

    init(_ units: Units) { time = units.time }

    func findings(at index: Int, in text: ClinicalText, after earlier: [Finding]) -> [Finding] {
        guard let quantity = Quantity(at: index, in: text), quantity.number <= 120,
            !TimeContext.isNeither(index, in: text)
        else { return [] }
        if let english = english(quantity, at: index, in: text) { return [english] }
        if let (end, unit) = time.longest(at: quantity.end, in: text.words) {
            guard isAge(index, end, unit, in: text) else { return [] }
            return [years(quantity, index, end, unit, in: text)]
        }
        guard !quantity.isWord else { return [] }
        return abbreviated(quantity, at: index, in: text, after: earlier).map { [$0] } ?? []
    }

    private func isAge(_ index: Int, _ end: Int, _ unit: String, in text: ClinicalText) -> Bool {
        if text.word(end) == "de", text.word(end + 1) == "edad" { return true }
        if text.word(end) == "de" && text.word(end + 1) == "nacido" || text.word(end) == "old" { return true }
        guard !TimeContext.isDuration(index, end, in: text) else { return false }
        if unit == "años" { return true }
        return isPerson(before: index, in: text)
    }

    /// Whether the words just before speak of a person: «bebé de», «mi hija de», «RN».
    private func isPerson(before index: Int, in text: ClinicalText) -> Bool {
        let skipped: Set<String> = ["de", "con", "of", ":", ",", "masculino", "femenino", "femenina", "vida"]
        var position = index - 1
        while position >= 0, index - position < 4 {
            if Self.persons.contains(text.words[position]) || Self.announcing.contains(text.words[position]) {
                return true
            }
            guard skipped.contains(text.words[position]) else { return false }
            position -= 1
        }
        return false
    }

    /// «1 año y 6 meses» is one age, in months.
    private func years(_ quantity: Quantity, _ index: Int, _ end: Int, _ unit: String, in text: ClinicalText) -> Finding
    {
        let next = ["y", "con", ","].contains(text.word(end)) ? end + 1 : end
        if unit == "años", let months = Quantity(at: next, in: text), months.number < 12,
            let (last, finer) = time.longest(at: months.end, in: text.words), finer == "meses",
            !TimeContext.isDuration(next, last, in: text)
        {
            let total = quantity.number * 12 + months.number
            return Finding(kind: .age, tokens: index..<last, value: .number(total), unit: "meses")
        }
        return Finding(kind: .age, tokens: index..<end, value: quantity.value, unit: unit)
    }

    /// "45-year-old", "60 yo", "72 y/o".
    private func english(_ quantity: Quantity, at index: Int, in text: ClinicalText) -> Finding? {
        let next = quantity.end
        func finding(_ end: Int, _ unit: String) -> Finding {
            Finding(kind: .age, tokens: index..<end, value: quantity.value, unit: unit)
        }
        if text.word(next) == "yo" { return finding(next + 1, "años") }
        if text.word(next) == "y", text.word(next + 1) == "/", text.word(next + 2) == "o" {
            return finding(next + 3, "años")
        }
        let dash = text.word(next) == "-" ? 1 : 0
        guard let (end, unit) = time.longest(at: next + dash, in: text.words) else { return nil }
        if text.word(end) == "-", text.word(end + 1) == "old" { return finding(end + 2, unit) }
        return text.word(end) == "old" ? finding(end + 1, unit) : nil
    }

    /// `45F`, «edad: 52», «masculino 45 a».
    private func abbreviated(
        _ quantity: Quantity,
        at index: Int,
        in text: ClinicalText,
        after earlier: [Finding]
    ) -> Finding? {
        let next = quantity.end
        let finding = Finding(kind: .age, tokens: index..<next, value: quantity.value, unit: "años")
        if ["f", "m"].contains(text.word(next)), text.touchesPrevious(next), text.tokens[next].isCapitalized,
            quantity.number >= 1, text.tokens[index].followsSpace,
            !text.touchesPrevious(next + 1) || next + 1 == text.tokens.count
                || text.tokens[next + 1].kind == .symbol
        {
            return finding
        }
        if text.word(next) == "a", isPerson(before: index, in: text),
            text.touchesPrevious(next) || next + 1 >= text.tokens.count || text.tokens[next + 1].kind == .symbol
        {
            return Finding(kind: .age, tokens: index..<next + 1, value: quantity.value, unit: "años")
        }
        let isAnnounced =
            Self.announcing.contains(text.word(index - 1))
            || ([":", "de", "="].contains(text.word(index - 1)) && Self.announcing.contains(text.word(index - 2)))
        return isAnnounced ? finding : nil
    }
}
