import TextAnalysis

/// What is asked for, as terms: words in their order, and the phrases in quotation marks that an answer must have.
struct Query: Sendable {
    /// A word's stems: one for each language of the index, alike ones once. A compound has no place in the order.
    struct Word: Sendable, Hashable {
        let terms: [String]
    }

    private(set) var words: [Word] = []
    private(set) var compounds: [Word] = []
    /// In each, every word is a choice of terms.
    private(set) var phrases: [[Word]] = []

    init(_ text: String, analyzers: [Analyzer]) {
        (words, compounds) = Self.read(text, analyzers)
        phrases = Self.quoted(text).map { Self.read($0, analyzers).words }.filter { !$0.isEmpty }
    }

    /// A question has no more words than this; what follows is passed over.
    private static let mostWords = 128

    private static func read(_ text: String, _ analyzers: [Analyzer]) -> (words: [Word], compounds: [Word]) {
        var words: [[String]] = []
        var compounds: [[String]] = []
        for (turn, analyzer) in analyzers.enumerated() {
            // Every analyzer leaves out the same words, so that the terms of a word stand at the same place.
            var reader = TermReader(analyzer)
            reader.read(text)
            if turn == 0 { (words, compounds) = (reader.words.map { [$0] }, reader.compounds.map { [$0] }) }
            for (place, term) in reader.words.enumerated() where !words[place].contains(term) {
                words[place].append(term)
            }
            for (place, term) in reader.compounds.enumerated() where !compounds[place].contains(term) {
                compounds[place].append(term)
            }
        }
        return (
            words.prefix(mostWords).map(Word.init(terms:)), compounds.prefix(mostWords).map(Word.init(terms:))
        )
    }

    /// What stands between «», “” or "".
    private static func quoted(_ text: String) -> [String] {
        // Looking for them takes longer than all else here.
        guard text.contains(where: { "\"“«".contains($0) }) else { return [] }
        return text.matches(of: #/["“«]([^"“”«»]+)["”»]/#).map { String($0.output.1) }
    }
}
