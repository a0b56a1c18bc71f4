import TextAnalysis

/// Reads the terms of fields: their words, and what hyphens join (`il-6` is `il`, `6` and `il6`).
struct TermReader {
    private(set) var words: [String] = []
    private(set) var compounds: [String] = []

    private let analyzer: Analyzer
    /// Words whose terms are known: to stem one takes longer than all the rest.
    private var known: [String: String?] = [:]

    private static let mostKnown = 100_000

    init(_ analyzer: Analyzer) {
        self.analyzer = analyzer
    }

    /// Replaces the terms with those of another field.
    mutating func read(_ text: String) {
        words.removeAll(keepingCapacity: true)
        compounds.removeAll(keepingCapacity: true)
        var compound = ""
        var parts = 0
        var scanner = WordScanner()
        scanner.scan(text) { word in
            if !word.followsHyphen {
                if parts > 1, let term = term(compound) { compounds.append(term) }
                compound.removeAll(keepingCapacity: true)
                parts = 0
            }
            compound += word.folded
            parts += 1
            if let term = term(word.folded) { words.append(term) }
        }
        if parts > 1, let term = term(compound) { compounds.append(term) }
    }

    private mutating func term(_ folded: String) -> String? {
        if let known = known[folded] { return known }
        let term = analyzer.term(folded)
        if known.count == Self.mostKnown { known.removeAll() }
        known[folded] = .some(term)
        return term
    }
}
