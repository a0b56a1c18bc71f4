import TextAnalysis

/// How long: «desde hace 3 días», «por 7 días», «2 semanas de evolución», «desde ayer».
struct Durations: Recognizer {
    private let time: PhraseTable<String>

    private static let moments: Set<String> = [
        "ayer", "anoche", "anteayer", "antier", "antenoche", "hoy", "lunes", "martes", "miercoles", "jueves", "viernes",
        "sabado", "domingo", "yesterday", "madrugada", "manana",
    ]
    private static let few: Set<String> = [
        "un", "unos", "unas", "varios", "varias", "algunos", "algunas", "pocos", "pocas", "muchos", "muchas",
    ]
    /// A time right after one of these is how long it lasts: «azitromicina 500 mg 3 días».
    private static let lasting: Set<Entity.Kind> = [.medicine, .dose, .frequency, .route, .symptom]

    init(_ units: Units) { time = units.time }

    func findings(at index: Int, in text: ClinicalText, after earlier: [Finding]) -> [Finding] {
        if let vague = vague(at: index, in: text) { return [vague] }
        if ["desde", "since"].contains(text.words[index]) { return moment(at: index, in: text) }
        guard let quantity = Quantity(at: index, in: text),
            let (end, unit) = time.longest(at: quantity.end, in: text.words)
        else { return [] }
        guard TimeContext.isDuration(index, end, in: text) || follows(earlier, index, in: text) else { return [] }
        return [Finding(kind: .duration, tokens: index..<end, value: quantity.value, unit: unit)]
    }

    /// «hace varios días», «hace un par de semanas».
    private func vague(at index: Int, in text: ClinicalText) -> Finding? {
        guard Self.few.contains(text.words[index]),
            ["hace", "por", "durante", "lleva", "llevo"].contains(text.word(index - 1))
        else { return nil }
        let isPair = text.word(index + 1) == "par" && text.word(index + 2) == "de"
        guard let (end, unit) = time.longest(at: isPair ? index + 3 : index + 1, in: text.words),
            isPair || text.words[index] != "un"
        else { return nil }
        return Finding(kind: .duration, tokens: index..<end, value: isPair ? .number(2) : nil, unit: unit)
    }

    private func moment(at index: Int, in text: ClinicalText) -> [Finding] {
        var next = index + 1
        while ["el", "la", "esta", "este", "pasado", "hoy"].contains(text.word(next)),
            !Self.moments.contains(text.word(next))
        {
            next += 1
        }
        guard Self.moments.contains(text.word(next)) else { return [] }
        return [Finding(kind: .duration, tokens: index..<next + 1)]
    }

    /// «dolor torácico de 30 min», «omeprazol 20 mg 7 días».
    private func follows(_ earlier: [Finding], _ index: Int, in text: ClinicalText) -> Bool {
        guard let last = earlier.last, Self.lasting.contains(last.kind) else { return false }
        let gap = last.tokens.upperBound..<index
        guard !gap.contains(where: { text.tokens.endsSentence(at: $0) }) else { return false }
        if gap.isEmpty { return true }
        return ["de", "x", "of"].contains(text.word(index - 1)) && last.kind == .symptom && gap.count <= 4
    }
}
