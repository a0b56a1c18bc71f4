/// Turns the words of one language into the terms under which texts are found.
package enum Analyzer: String, Sendable, CaseIterable {
    case spanish = "es"
    case english = "en"

    /// The stem of a folded word; nil for a word that stands in every text, of either language.
    package func term(_ folded: String) -> String? {
        stopWords.contains(folded) || Self.fillers.contains(folded) ? nil : stem(folded)
    }

    private func stem(_ folded: String) -> String {
        switch self {
        case .spanish: Stemmer.spanish.stem(folded)
        case .english: Stemmer.english.stem(folded)
        }
    }

    /// The language whose common words a text has more of; Spanish where that can't be told.
    package static func guess(_ text: some StringProtocol) -> Analyzer {
        var (spanish, english) = (0, 0)
        var scanner = WordScanner()
        scanner.scan(String(text.prefix(4_000))) { word in
            if spanishMarks.contains(word.folded) { spanish += 1 }
            if englishMarks.contains(word.folded) { english += 1 }
        }
        return english > spanish ? .english : .spanish
    }

    /// Words of no weight that `searchTerms` keeps.
    private static let fillers: Set<String> = [
        "but", "if", "into", "not", "such", "their", "then", "there", "these", "they", "will",
    ]
    /// Common words of one language that are none of the other.
    private static let spanishMarks: Set<String> = [
        "de", "la", "el", "que", "en", "y", "los", "las", "del", "se", "por", "con", "para", "una", "un", "su", "al",
        "es", "lo", "como",
    ]
    private static let englishMarks: Set<String> = [
        "the", "of", "and", "to", "is", "that", "for", "was", "with", "are", "this", "by", "from", "which", "were",
        "or", "at", "be", "it", "an",
    ]
}
