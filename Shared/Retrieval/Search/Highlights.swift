import TextAnalysis

/// Where the words of a question stand in a text, in whatever form.
package struct Highlights: Sendable {
    /// In UTF-16 code units of the text, ascending.
    package private(set) var ranges: [Range<Int>] = []

    /// - Parameter analyzer: of the text's language.
    package init(of question: String, in text: String, analyzer: Analyzer) {
        let query = Query(question, analyzers: [analyzer])
        let wanted = Set((query.words + query.compounds).flatMap(\.terms))
        if wanted.isEmpty { return }
        var scanner = WordScanner()
        scanner.scan(text) { word in
            if let term = analyzer.term(word.folded), wanted.contains(term) { ranges.append(word.range) }
        }
    }
}
