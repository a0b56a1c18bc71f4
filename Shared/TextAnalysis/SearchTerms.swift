/// The terms under which a text is found: folded, stemmed words without those that stand in every text.
///
/// A word is stemmed as Spanish; what people type without accents finds what was written with them.
package func searchTerms(_ text: String) -> Set<String> {
    Set(words(text).map(\.folded).filter { $0.utf8.count > 1 && !stopWords.contains($0) }.map(Stemmer.spanish.stem))
}

/// A word of a text, and where it stands.
package struct Word: Equatable, Sendable {
    /// Lower case, without diacritics; ñ stays ñ.
    package let folded: String
    package let range: Range<String.Index>

    /// The term under which the word is found.
    package var term: String { Stemmer.spanish.stem(folded) }
}

/// Runs of letters and digits.
package func words(_ text: String) -> [Word] {
    var words: [Word] = []
    var start: String.Index?
    for index in text.indices {
        if text[index].isWordPart {
            if start == nil { start = index }
        } else if let begin = start {
            words.append(Word(folded: fold(text[begin..<index]), range: begin..<index))
            start = nil
        }
    }
    if let begin = start { words.append(Word(folded: fold(text[begin...]), range: begin..<text.endIndex)) }
    return words
}

extension Character {
    /// A letter or a digit; for most the tables of Unicode needn't be asked.
    fileprivate var isWordPart: Bool {
        guard utf8.count == 1, let byte = utf8.first else { return isLetter || isNumber }
        return (48...57).contains(byte) || (65...90).contains(byte & 0xDF)
    }
}

/// Lower case, without diacritics: `Canción` → `cancion`, `Año` → `año`. The same for composed and decomposed text.
package func fold(_ text: some StringProtocol) -> String {
    let lower = text.lowercased()
    // Most words have nothing to fold.
    guard lower.utf8.contains(where: { $0 >= 0x80 }) else { return lower }
    var folded = String.UnicodeScalarView()
    for character in lower {
        switch character {
        case "á", "à", "ä", "â", "ã": folded.append("a")
        case "é", "è", "ë", "ê": folded.append("e")
        case "í", "ì", "ï", "î": folded.append("i")
        case "ó", "ò", "ö", "ô", "õ": folded.append("o")
        case "ú", "ù", "ü", "û": folded.append("u")
        case "ç": folded.append("c")
        case "ñ": folded.append("\u{F1}")
        // One by one: joining a view to a sequence copies what is there.
        default: for scalar in character.unicodeScalars where !isMark(scalar) { folded.append(scalar) }
        }
    }
    return String(folded)
}

private func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: false
    }
}

/// Words too common to search by, folded.
let stopWords: Set<String> = [
    "a", "al", "ante", "como", "con", "contra", "cual", "cuando", "de", "del", "desde", "donde", "durante", "e", "el",
    "ella", "ellas", "ellos", "en", "entre", "era", "eres", "es", "esa", "ese", "eso", "esta", "este", "esto", "fue",
    "ha", "han", "hasta", "hay", "la", "las", "le", "les", "lo", "los", "mas", "me", "mi", "muy", "ni", "no", "nos",
    "o", "para", "pero", "por", "porque", "que", "quien", "se", "ser", "si", "sin", "sobre", "son", "su", "sus",
    "tambien", "te", "tiene", "tu", "un", "una", "unas", "uno", "unos", "y", "ya", "yo", "an", "and", "are", "as",
    "at", "be", "by", "for", "from", "in", "is", "it", "of", "on", "or", "that", "the", "this", "to", "was", "with",
]
