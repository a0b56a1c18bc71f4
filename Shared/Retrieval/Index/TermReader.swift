import TextAnalysis

/// Reads the terms of fields: their words, and what is one word however it is written (`il-6` is `il`, `6` and `il6`;
/// `3.º A` is `3` and `3a`; `1234/2025` and `12.345` are codes and numbers besides their parts).
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
            if !Self.joins(compound, word) {
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

    /// Whether a word goes on what stands before it.
    private static func joins(_ before: String, _ word: WordScanner.Found) -> Bool {
        switch word.joint {
        case .hyphen: true
        case .slash: !before.digits.isEmpty || !word.folded.digits.isEmpty
        case .point: before.isNumber && word.folded.isNumber && word.folded.utf8.count == 3
        case .ordinal: before.isNumber && word.folded.utf8.count == 1
        case .other: false
        }
    }

    private mutating func term(_ folded: String) -> String? {
        if let known = known[folded] { return known }
        let term = analyzer.term(folded)
        if known.count == Self.mostKnown { known.removeAll() }
        known[folded] = .some(term)
        return term
    }
}

extension String {
    /// Those of ASCII, in their order.
    var digits: [UInt8] { utf8.filter { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }

    fileprivate var isNumber: Bool { digits.count == utf8.count }
}
