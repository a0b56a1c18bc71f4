import TextAnalysis

/// Vital signs and measures of the body, by name («FC 110») or by their unit («38,5 °C»).
struct VitalSigns: Recognizer {
    private let names: PhraseTable<Vocabulary.Measure>
    private let units: PhraseTable<String>

    init(_ vocabulary: Vocabulary) {
        names = vocabulary.vitalSigns
        units = vocabulary.units.vital
    }

    func findings(at index: Int, in text: ClinicalText, after earlier: [Finding]) -> [Finding] {
        if text.tokens[index].kind == .number {
            return unnamed(at: index, in: text, after: earlier).map { [$0] } ?? []
        }
        guard let (end, measure) = names.longest(at: index, in: text.words),
            let figure = MeasureReading.figure(after: end, in: text)
        else { return [] }
        if measure.unit == "mmHg" {
            return pressure(at: figure, from: index, in: text, isNamed: true).map { [$0] } ?? []
        }
        guard let quantity = Quantity(at: figure, in: text, isCount: false),
            let (value, unit, end) = scalar(measure, quantity, in: text)
        else { return [] }
        return [Finding(kind: .vitalSign, tokens: index..<end, value: value, unit: unit.isEmpty ? nil : unit)]
    }

    /// The figure in the unit that is written, if it is plausible.
    private func scalar(
        _ measure: Vocabulary.Measure,
        _ quantity: Quantity,
        in text: ClinicalText
    ) -> (Entity.Value, unit: String, end: Int)? {
        let written = units.longest(at: quantity.end, in: text.words)
        let end = written?.end ?? quantity.end
        var number = quantity.number
        var unit = measure.unit
        switch (measure.unit, written?.value) {
        case ("°C", "°F"),
            ("°C", nil) where number > 60:
            unit = "°F"
        case ("kg", "g"):
            // «3.250 g» are thousands.
            unit = "g"
            if number < 100 { number *= 1000 }
            guard number >= 300 else { return nil }
            return (.number(number), unit, end)
        case ("kg", "lb"): unit = "lb"
        case ("m", "cm"),
            ("m", nil) where number > 3:
            unit = "cm"
            guard number >= 30 else { return nil }
        case ("m", _):
            guard number <= 2.5 else { return nil }
        default: break
        }
        guard measure.range?.contains(number) ?? true else { return nil }
        let value: Entity.Value = number == quantity.number ? quantity.value : .number(number)
        return (value, unit, end)
    }

    /// `140/90`, «13/8» in centimetres of mercury, «120 sobre 80».
    private func pressure(at figure: Int, from start: Int, in text: ClinicalText, isNamed: Bool) -> Finding? {
        let joints: Set<String> = isNamed ? ["/", "sobre", "con", "over", "x", "-"] : ["/", "sobre"]
        guard joints.contains(text.word(figure + 1)),
            let systolic = Quantity.number(text.word(figure), isCount: false),
            let diastolic = Quantity.number(text.word(figure + 2), isCount: false)
        else { return nil }
        let factor: Double = isNamed && systolic <= 30 && diastolic <= 20 ? 10 : 1
        let (upper, lower) = (systolic * factor, diastolic * factor)
        guard upper > lower, (50...300).contains(upper), (20...200).contains(lower) else { return nil }
        let unit = units.longest(at: figure + 3, in: text.words).flatMap { $0.value == "mmHg" ? $0.end : nil }
        guard isNamed || unit != nil || speaksOfPressure(before: start, in: text) else { return nil }
        return Finding(
            kind: .vitalSign,
            tokens: start..<(unit ?? figure + 3),
            value: .text("\(Quantity.plain(upper))/\(Quantity.plain(lower))"),
            unit: "mmHg"
        )
    }

    private func speaksOfPressure(before index: Int, in text: ClinicalText) -> Bool {
        for position in stride(from: index - 1, through: max(0, index - 12), by: -1) {
            if text.tokens.endsSentence(at: position) { return false }
            if names.longest(at: position, in: text.words)?.value.unit == "mmHg" { return true }
        }
        return false
    }

    private func unnamed(at index: Int, in text: ClinicalText, after earlier: [Finding]) -> Finding? {
        if let pressure = pressure(at: index, from: index, in: text, isNamed: false) { return pressure }
        guard let quantity = Quantity(at: index, in: text, isCount: false) else { return nil }
        let number = quantity.number
        let written = units.longest(at: quantity.end, in: text.words)
        switch written?.value {
        case "°C" where (33...43).contains(number), "°F" where (92...109).contains(number):
            return finding(index, quantity, written)
        case "lpm" where (20...300).contains(number), "rpm" where (4...120).contains(number):
            // «5 por minuto» may be anything; "lpm" is not.
            guard let end = written?.end, end - quantity.end == 1, text.tokens[quantity.end].kind == .word else {
                return nil
            }
            return finding(index, quantity, written)
        case "%" where (50...100).contains(number) && saturates(at: written?.end ?? 0, in: text):
            return finding(index, quantity, written)
        case "kg" where (1...300).contains(number) && follows(earlier, .age, before: index):
            return finding(index, quantity, written)
        default: break
        }
        guard written == nil, (35...43).contains(number), isFever(index, quantity.end, in: text) else { return nil }
        return finding(index, quantity, (quantity.end, "°C"))
    }

    private func finding(_ index: Int, _ quantity: Quantity, _ unit: (end: Int, value: String)?) -> Finding {
        Finding(kind: .vitalSign, tokens: index..<(unit?.end ?? quantity.end), value: quantity.value, unit: unit?.value)
    }

    /// «92 % de saturación».
    private func saturates(at index: Int, in text: ClinicalText) -> Bool {
        let word = text.word(index) == "de" ? text.word(index + 1) : text.word(index)
        return ["saturacion", "sat", "sato", "spo", "oxigeno", "oximetria", "o"].contains(word)
    }

    /// «fiebre de 39», «39 de fiebre».
    private func isFever(_ index: Int, _ end: Int, in text: ClinicalText) -> Bool {
        let fever: Set<String> = ["fiebre", "calentura", "temperatura", "fever"]
        let isBefore =
            ["de", "hasta", "a", "of", ":"].contains(text.word(index - 1)) && fever.contains(text.word(index - 2))
        return isBefore || (["de", "of"].contains(text.word(end)) && fever.contains(text.word(end + 1)))
    }

    private func follows(_ earlier: [Finding], _ kind: Entity.Kind, before index: Int) -> Bool {
        earlier.last.map { $0.kind == kind && index - $0.tokens.upperBound <= 3 } ?? false
    }
}
