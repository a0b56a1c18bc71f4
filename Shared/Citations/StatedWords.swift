import TextAnalysis

/// What a text states, as far as rules can compare it: its terms, numbers, names, and whether it denies.
struct StatedWords {
    let terms: Set<String>
    let numbers: StatedNumbers
    /// Words with a capital inside a sentence, folded.
    let names: Set<String>
    /// All words, folded.
    let words: Set<String>
    let denies: Bool

    init(_ text: String, analyzer: Analyzer) {
        let tokens = tokens(text)
        numbers = StatedNumbers(tokens)
        let wordTokens = tokens.filter { $0.kind == .word }
        words = Set(wordTokens.map(\.text))
        terms = Set(
            wordTokens.filter { $0.text.utf8.count > 2 && !Self.frame.contains($0.text) }
                .compactMap { analyzer.term($0.text) }
        )
        names = Self.names(tokens)
        denies = !words.isDisjoint(with: Self.negators)
    }

    private static func names(_ tokens: [Token]) -> Set<String> {
        var names: Set<String> = []
        var isInside = false
        for (index, token) in tokens.enumerated() {
            switch token.kind {
            case .word:
                let isName = token.isCapitalized && token.text.utf8.count > 1
                if isInside, isName, !frame.contains(token.text) { names.insert(token.text) }
                isInside = true
            case .number: isInside = true
            case .symbol:
                if tokens.endsSentence(at: index) || ":«\"“¿¡(*#|-•".contains(token.text) { isInside = false }
            case .lineBreak: isInside = false
            }
        }
        return names
    }

    private static let negators: Set<String> = [
        "no", "sin", "nunca", "jamas", "ningun", "ninguna", "ninguno", "tampoco", "nadie", "not", "never", "without",
        "none",
        "nobody", "neither", "cannot", "didn", "doesn", "don", "isn", "wasn", "weren", "won",
    ]
    /// What answers say of their sources, whatever these say.
    private static let frame: Set<String> = [
        "segun", "fuente", "fuentes", "documento", "documentos", "texto", "textos", "indica", "indican", "dice",
        "dicen",
        "senala", "menciona", "mencionan", "informa", "establece", "tambien", "ademas", "acuerdo", "respecto", "cuanto",
        "according", "source", "sources", "document", "documents", "text", "says", "states", "mentions", "indicates",
        "also",
        "addition", "regarding",
    ]
}
