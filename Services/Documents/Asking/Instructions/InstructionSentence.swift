import TextAnalysis

/// A sentence as the rules on instructions read it.
struct InstructionSentence {
    /// Words, numbers and symbols, folded; without what is only spoken of.
    let words: [String]
    /// In the text that was read.
    let range: Range<Int>
    private let starts: [Bool]
    private let accented: [Bool]

    /// - Parameter units: the text's UTF-16 code units.
    init?(_ tokens: ArraySlice<Token>, units: [UInt16]) {
        guard let first = tokens.first(where: { $0.kind != .lineBreak }),
            let last = tokens.last(where: { $0.kind != .lineBreak })
        else { return nil }
        range = first.range.lowerBound..<last.range.upperBound
        var (words, starts, accented): ([String], [Bool], [Bool]) = ([], [], [])
        var (isStart, isNewLine) = (true, false)
        var closing: String?
        for token in tokens {
            if token.kind == .lineBreak {
                (isStart, isNewLine) = (true, true)
                continue
            }
            defer { (isStart, isNewLine) = (Self.clauseMarks.contains(token.text), false) }
            if let end = closing {
                if token.text == end { closing = nil }
                continue
            }
            if let end = Self.quotes[token.text], Self.speaksOf(words) {
                closing = end
                continue
            }
            // A line that goes on in small letters is no new clause.
            let goesOn = isNewLine && !words.isEmpty && token.kind == .word && !token.isCapitalized
            starts.append((isStart && !goesOn) || Self.opens(after: words, starts))
            words.append(token.text)
            accented.append(units[token.range].contains { $0 == 0xE9 || $0 == 0x301 })
        }
        (self.words, self.starts, self.accented) = (words, starts, accented)
    }

    /// Where an order may stand: at the beginning of a clause, also after «por favor» or "and".
    func isStart(_ index: Int) -> Bool { starts[index] }

    /// «que», not «qué».
    func isRelative(_ index: Int) -> Bool {
        words.indices.contains(index) && (words[index] == "that" || (words[index] == "que" && !accented[index]))
    }

    /// Where a phrase ends that begins a clause.
    func order(_ phrases: PhraseSet) -> Int? {
        words.indices.lazy.filter(isStart).compactMap { phrases.end(at: $0, of: words) }.first
    }

    private static let quotes = ["«": "»", "“": "”", "\"": "\"", "‘": "’"]
    private static let clauseMarks: Set<String> = [
        ",", ";", ":", "(", ")", "[", "]", "—", "–", "-", "*", "#", ">", "|", "•", "¡", "¿", "«", "»", "“", "”", "\"",
        "'",
        "<", "!", "?", ".", "…", "{", "}", "/",
    ]

    private static func speaksOf(_ words: [String]) -> Bool {
        words.suffix(6).contains(where: InstructionWords.examples.contains)
    }

    /// Whether what was read so far opens a clause: «y», unless somebody is spoken of, or «por favor».
    private static func opens(after words: [String], _ starts: [Bool]) -> Bool {
        guard let last = words.last, let first = words.first else { return false }
        if InstructionWords.conjunctions.contains(last) { return !InstructionWords.subjects.contains(first) }
        guard InstructionWords.openings.contains(last) else { return false }
        return starts[words.count - 1] || words.suffix(2) == ["por", "favor"]
    }
}
