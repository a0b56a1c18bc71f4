import TextAnalysis

/// Codes of ICD-10: `J18.9`, `E11`, Mexico's `I10X` and `J189`.
struct DiagnosisCodes: Recognizer {
    /// Before a short code they say that it is one.
    private static let announcing: Set<String> = [
        "cie", "icd", "codigo", "codigos", "code", "dx", "idx", "diagnostico", "diagnosis", "diagnosticos", "cod",
    ]
    /// Before it they say that it is something else: a room, a vitamin, a vertebra, a lead.
    private static let other: Set<String> = [
        "vitamina", "vit", "sala", "cama", "consultorio", "habitacion", "box", "aula", "piso", "cuarto", "nivel",
        "vertebra", "ruta", "linea", "complejo", "factor", "grupo", "modelo", "room", "bed", "figura", "tabla",
    ]

    func findings(at index: Int, in text: ClinicalText, after earlier: [Finding]) -> [Finding] {
        let tokens = text.tokens
        guard tokens[index].kind == .word, tokens[index].text.utf8.count == 1,
            let letter = tokens[index].text.utf8.first, letter >= 97 && letter <= 122,
            index + 1 < tokens.count, tokens[index + 1].kind == .number, text.touchesPrevious(index + 1),
            !text.touchesPrevious(index) || ["(", ",", "/", "-", ":", "["].contains(text.word(index - 1)),
            !Self.other.contains(text.word(index - 1))
        else { return [] }
        let parts = tokens[index + 1].text.split(separator: ".", omittingEmptySubsequences: false)
        guard let category = parts.first, category.count >= 2, !tokens[index + 1].text.contains(",") else { return [] }
        var end = index + 2
        let isUndivided = text.touchesPrevious(end) && text.word(end) == "x"
        if isUndivided { end += 1 }
        guard end == tokens.count || !text.touchesPrevious(end) || tokens[end].kind == .symbol else { return [] }

        let isCode: Bool
        var code = tokens[index].text.uppercased() + category.prefix(2)
        switch (category.count, parts.count) {
        case (2, 2) where parts[1].count <= 2:
            code += "." + parts[1]
            isCode = true
        case (2, 1):
            isCode = tokens[index].isCapitalized && (isUndivided || isAnnounced(index, in: text, after: earlier))
        case (3, 1):
            code += "." + category.suffix(1)
            isCode = tokens[index].isCapitalized && isAnnounced(index, in: text, after: earlier)
        default:
            isCode = false
        }
        return isCode ? [Finding(kind: .icd10, tokens: index..<end, value: .text(code))] : []
    }

    /// In parentheses, alone, after another code, or after a word that announces codes.
    private func isAnnounced(_ index: Int, in text: ClinicalText, after earlier: [Finding]) -> Bool {
        if text.tokens.count <= 3 || text.word(index - 1) == "(" { return true }
        if let last = earlier.last, last.kind == .icd10, index - last.tokens.upperBound <= 3 { return true }
        return (max(0, index - 5)..<index).contains { Self.announcing.contains(text.words[$0]) }
    }
}
