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
    let opposites: Opposites
    let clauses: [StatedClause]
    let units: Set<StatedClause.Unit>
    /// The terms in their order.
    let sequence: [String]

    /// - Parameter isClaim: it is to be held against sources; its clauses are taken shorter than theirs.
    init(_ text: String, isClaim: Bool = false, analyzer: Analyzer) {
        let tokens = tokens(text)
        numbers = StatedNumbers(tokens)
        let wordTokens = tokens.filter { $0.kind == .word }
        words = Set(wordTokens.map(\.text))
        sequence = wordTokens.compactMap { Self.term($0, analyzer) }
        terms = Set(sequence)
        let named = Self.names(tokens)
        names = Set(named.map { tokens[$0].text })
        denies = !words.isDisjoint(with: Self.negators)
        opposites = Opposites(words)
        clauses = StatedClause.all(tokens, names: named, atCommas: isClaim, analyzer: analyzer)
        units = StatedClause.units(tokens, analyzer: analyzer)
    }

    /// Nil for a word that says nothing.
    static func term(_ token: Token, _ analyzer: Analyzer) -> String? {
        guard token.kind == .word, token.text.utf8.count > 2, !frame.contains(token.text) else { return nil }
        return analyzer.term(token.text)
    }

    /// Where they stand.
    private static func names(_ tokens: [Token]) -> Set<Int> {
        var names: Set<Int> = []
        var isInside = false
        for (index, token) in tokens.enumerated() {
            switch token.kind {
            case .word:
                let isName = token.isCapitalized && token.text.utf8.count > 1
                if isInside, isName, !frame.contains(token.text) { names.insert(index) }
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
        "addition", "regarding", "ciento",
    ]
}
