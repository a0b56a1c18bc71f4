import TextAnalysis

/// How much of a medicine: `500 mg`, `15 mg/kg/día`, «media tableta», and the bare figure in «losartán 50».
struct Doses: Recognizer {
    private let units: Units

    init(_ units: Units) { self.units = units }

    func findings(at index: Int, in text: ClinicalText, after earlier: [Finding]) -> [Finding] {
        guard let quantity = Quantity(at: index, in: text) else { return [] }
        if let (end, unit) = unit(at: quantity.end, in: text) {
            return [Finding(kind: .dose, tokens: index..<end, value: quantity.value, unit: unit)]
        }
        guard isBare(quantity, at: index, in: text, after: earlier) else { return [] }
        return [Finding(kind: .dose, tokens: index..<quantity.end, value: quantity.value)]
    }

    private func unit(at index: Int, in text: ClinicalText) -> (end: Int, unit: String)? {
        if let form = units.form.longest(at: index, in: text.words) { return (form.end, form.value) }
        let volume = units.volume.longest(at: index, in: text.words)
        guard let amount = units.mass.longest(at: index, in: text.words) ?? volume else { return nil }
        // «240 mg/dL» is a result.
        if let result = units.laboratory.longest(at: index, in: text.words), result.end > amount.end,
            result.value != "mg/24 h"
        {
            return nil
        }
        guard volume == nil || text.speaksOfMedication[index] || text.word(amount.end) == "/" else { return nil }
        var (end, unit) = amount
        while let next = rate(at: end, in: text) {
            unit += "/" + next.unit
            end = next.end
        }
        return (end, unit)
    }

    /// `/kg`, `/día`, `/5 mL`, «por kilo».
    private func rate(at index: Int, in text: ClinicalText) -> (end: Int, unit: String)? {
        if text.word(index) == "por", let per = units.per.longest(at: index + 1, in: text.words), per.value == "kg" {
            return (per.end, per.value)
        }
        guard text.word(index) == "/" else { return nil }
        if let per = units.per.longest(at: index + 1, in: text.words) { return (per.end, per.value) }
        if let volume = units.volume.longest(at: index + 1, in: text.words) { return (volume.end, volume.value) }
        if let figure = Quantity(at: index + 1, in: text), !figure.isWord,
            let volume = units.volume.longest(at: figure.end, in: text.words)
        {
            return (volume.end, Quantity.plain(figure.number) + " " + volume.value)
        }
        return nil
    }

    /// A figure right after a medicine that counts nothing else.
    private func isBare(_ quantity: Quantity, at index: Int, in text: ClinicalText, after earlier: [Finding]) -> Bool {
        guard !quantity.isWord, let last = earlier.last, last.kind == .medicine else { return false }
        let gap = last.tokens.upperBound..<index
        guard gap.isEmpty || (gap.count == 1 && text.words[gap.lowerBound] == "de") else { return false }
        let next = text.word(quantity.end)
        guard quantity.number >= 1,
            !["veces", "vez", "%", "-", "/", "°", "times", "dias", "casos"].contains(next)
        else { return false }
        // «paracetamol 2 al día» says how often.
        if quantity.number <= 4, ["al", "por"].contains(next) { return false }
        return units.time.longest(at: quantity.end, in: text.words) == nil
    }
}
