import TextAnalysis

/// Results of the laboratory: a measure's name with a figure, or with what it came out as («troponina positiva»).
struct LaboratoryValues: Recognizer {
    private let names: PhraseTable<Vocabulary.Measure>
    private let units: Units

    private static let results: [String: String] = [
        "positivo": "positivo", "positiva": "positiva", "positivos": "positivos", "positivas": "positivas",
        "negativas": "negativas", "negativo": "negativo", "negativa": "negativa", "negativos": "negativos",
        "reactivo": "reactivo", "reactiva": "reactiva", "positive": "positivo", "negative": "negativo",
    ]

    init(_ vocabulary: Vocabulary) {
        names = vocabulary.laboratory
        units = vocabulary.units
    }

    func findings(at index: Int, in text: ClinicalText, after earlier: [Finding]) -> [Finding] {
        guard text.tokens[index].kind == .word, let (end, measure) = names.longest(at: index, in: text.words),
            !measure.needsCapital || text.tokens[index].isCapitalized
        else { return [] }
        if let figure = MeasureReading.figure(after: end, in: text) {
            return value(of: measure, at: figure, from: index, in: text).map { [$0] } ?? []
        }
        return result(at: end, from: index, in: text).map { [$0] } ?? []
    }

    private func value(of measure: Vocabulary.Measure, at figure: Int, from start: Int, in text: ClinicalText)
        -> Finding?
    {
        guard let quantity = Quantity(at: figure, in: text, isCount: measure.isCount) else { return nil }
        if let (end, unit) = units.laboratory.longest(at: quantity.end, in: text.words) {
            if unit == "mil" {
                return finding(start..<end, .number(quantity.number * 1000), measure.unit)
            }
            return finding(start..<end, quantity.value, unit)
        }
        // «potasio 20 mEq», «hemoglobina en 3 meses», «glucosa 2 veces al día»: no result.
        let tables = [units.mass, units.volume, units.form, units.time]
        guard tables.allSatisfy({ $0.longest(at: quantity.end, in: text.words) == nil }),
            !["veces", "vez", "times", "°"].contains(text.word(quantity.end))
        else { return nil }
        return finding(start..<quantity.end, quantity.value, measure.unit)
    }

    private func finding(_ tokens: Range<Int>, _ value: Entity.Value, _ unit: String) -> Finding {
        Finding(kind: .labValue, tokens: tokens, value: value, unit: unit.isEmpty ? nil : unit)
    }

    private func result(at end: Int, from start: Int, in text: ClinicalText) -> Finding? {
        // «proteinuria ++»
        let crosses = text.words[end...].prefix { $0 == "+" }.count
        if crosses > 0 {
            let value = Entity.Value.text(String(repeating: "+", count: crosses))
            return Finding(kind: .labValue, tokens: start..<end + crosses, value: value)
        }
        var index = end
        while ["es", "fue", "salio", ":", "me", "resulto", "was", "is", "("].contains(text.word(index)) { index += 1 }
        let isDenied = ["no", "non"].contains(text.word(index))
        if isDenied { index += 1 }
        guard let result = Self.results[text.word(index)] else { return nil }
        return Finding(kind: .labValue, tokens: start..<index + 1, value: .text(isDenied ? "no " + result : result))
    }
}
