import TextAnalysis

/// How a medicine is given: `VO`, «intravenosa», «vía oral».
struct Routes: Recognizer {
    private let routes: PhraseTable<Vocabulary.Term>

    /// Before a Roman four or a part of the body they mean something else: «estadio IV», «tacto rectal».
    private static let other: Set<String> = [
        "grado", "estadio", "clase", "tipo", "nivel", "fase", "par", "nyha", "capitulo", "tacto", "cavidad", "mucosa",
        "temperatura", "salud", "estadío", "stage", "class", "grade", "mas", "killip",
    ]

    init(_ routes: PhraseTable<Vocabulary.Term>) { self.routes = routes }

    func findings(at index: Int, in text: ClinicalText, after earlier: [Finding]) -> [Finding] {
        guard let (end, route) = routes.longest(at: index, in: text.words), !Self.other.contains(text.word(index - 1))
        else {
            return []
        }
        if route.needsMedication {
            let isNear = earlier.last.map { [.medicine, .dose, .frequency].contains($0.kind) } ?? false
            guard isNear || text.speaksOfMedication[index] else { return [] }
        }
        return [Finding(kind: .route, tokens: index..<end, value: .text(route.name))]
    }
}
