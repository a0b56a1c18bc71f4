import TextAnalysis

/// What the words around a time say of it: that something has lasted so long, or that somebody is so old.
enum TimeContext {
    private static let lasting: Set<String> = [
        "hace", "durante", "por", "x", "ultimos", "ultimas", "ultimo", "ultima", "lleva", "llevo", "llevamos", "llevan",
        "tras", "for", "past", "last", "since", "over", "hacia",
    ]
    private static let fillers: Set<String> = [
        "como", "unos", "unas", "aproximadamente", "aprox", "casi", "mas", "menos", "de", "los", "las", "alrededor",
        "about", "the", "around", "ya", "que", "almost", "otros", "otras",
    ]
    private static let lastingAfter: Set<String> = [
        "evolucion", "duracion", "tratamiento", "seguimiento", "antiguedad", "atras", "ago", "sintomas", "dolor",
        "reposo",
    ]
    /// Before a number of years they speak of no one's age and of nothing's length: «en 5 años», «mayores de 65 años».
    private static let neither: Set<String> = [
        "en", "dentro", "cada", "entre", "mayor", "mayores", "menor", "menores", "los", "desde", "hasta", "in", "every",
        "proximos", "over", "under",
    ]

    /// «desde hace unos 3 días», «por 7 días», «3 días de evolución».
    static func isDuration(_ start: Int, _ end: Int, in text: ClinicalText) -> Bool {
        var index = start - 1
        while index >= 0, start - index < 5 {
            let word = text.words[index]
            if lasting.contains(word) { return true }
            guard fillers.contains(word) else { break }
            index -= 1
        }
        if text.word(end) == "de", lastingAfter.contains(text.word(end + 1)) { return true }
        return ["atras", "ago", "evolucion"].contains(text.word(end))
    }

    static func isNeither(_ start: Int, in text: ClinicalText) -> Bool {
        let previous = text.word(start - 1)
        if neither.contains(previous) { return true }
        return ["de", "a"].contains(previous) && neither.contains(text.word(start - 2))
    }
}
