import TextAnalysis

/// Symptoms and signs, with the part of the body where one is told: «dolor tipo cólico en hipocondrio derecho».
struct Symptoms: Recognizer {
    private let symptoms: SymptomNames
    private let parts: PhraseTable<Void>
    private let adjectives: PhraseTable<Void>
    private let sides: PhraseTable<Void>

    private static let qualifiers: Set<String> = [
        "tipo", "muy", "mucho", "mucha", "bastante", "poco", "un", "leve", "intenso", "intensa", "fuerte", "agudo",
        "aguda", "cronico", "cronica", "opresivo", "opresiva", "punzante", "constante", "subito", "subita",
        "progresivo", "moderado", "severo", "colico", "urente", "pulsatil", "sordo", "difuso", "terrible", "horrible",
        "importante", "demasiado", "todo", "mas", "severe", "mild", "sharp", "localizado", "localizada", "irradiado",
        "referido", "nuevo",
    ]
    /// Heads the phrases that only sound like symptoms: «fiebre amarilla».
    private static let none = "-"
    private static let pronouns: Set<String> = ["me", "se", "le", "te", "nos", "les"]
    private static let prepositions: Set<String> = ["de", "en", "del", "al", "sobre", "por", "a", "in", "on", "of"]
    private static let articles: Set<String> = [
        "el", "la", "los", "las", "mi", "mis", "su", "sus", "un", "una", "ambos", "ambas", "todo", "toda", "todas",
        "todos", "cada", "nivel", "de", "the", "my", "her", "his", "both", "tu", "lado",
    ]

    init(_ vocabulary: Vocabulary) {
        symptoms = vocabulary.symptoms
        parts = vocabulary.bodyParts
        adjectives = vocabulary.bodyAdjectives
        sides = vocabulary.sides
    }

    func findings(at index: Int, in text: ClinicalText, after earlier: [Finding]) -> [Finding] {
        // «dolor en hipogastrio tipo cólico» is one.
        guard text.tokens[index].kind == .word, text.word(index - 1) != "tipo" else { return [] }
        guard let (end, symptom) = symptom(at: index, in: text), symptom.name != Self.none else { return [] }
        var last = end
        switch symptom.part {
        case .none: break
        case .optional: last = part(after: end, in: text) ?? end
        case .required:
            guard let part = part(after: end, in: text) else { return [] }
            last = part
        }
        return [
            Finding(kind: .symptom, tokens: index..<last, value: .text(symptom.name), isAbsence: symptom.isAbsence)
        ]
    }

    /// Without a pronoun that could be any other: «me [duele]», but «[me ahogo]».
    private func symptom(at index: Int, in text: ClinicalText) -> (end: Int, value: Vocabulary.Symptom)? {
        guard let found = symptoms.longest(at: index, in: text.keys) else {
            return symptoms.sounding(like: index, in: text.keys)
        }
        var next = index
        while Self.pronouns.contains(text.words[next]), next + 1 < found.end {
            next += 1
            if symptoms.longest(at: next, in: text.keys)?.end == found.end { return nil }
        }
        return found
    }

    /// The index after the part of the body that goes on from here.
    private func part(after index: Int, in text: ClinicalText) -> Int? {
        var next = index
        while Self.qualifiers.contains(text.word(next)), next - index < 3 {
            if let adjective = adjectives.longest(at: next, in: text.keys) {
                return side(after: adjective.end, in: text)
            }
            next += 1
        }
        if let adjective = adjectives.longest(at: next, in: text.keys) { return side(after: adjective.end, in: text) }
        if Self.prepositions.contains(text.word(next)) { next += 1 }
        let start = next
        while Self.articles.contains(text.word(next)), next - start < 4 { next += 1 }
        guard let part = parts.longest(at: next, in: text.keys) else { return nil }
        return side(after: part.end, in: text)
    }

    private func side(after index: Int, in text: ClinicalText) -> Int {
        var end = index
        while let side = sides.longest(at: end, in: text.keys) ?? adjectives.longest(at: end, in: text.keys) {
            end = side.end
        }
        return end
    }
}
