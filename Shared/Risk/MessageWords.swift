import TextAnalysis

/// A message as rules read it: known words, their sentences, and where each stands.
package struct MessageWords: Sendable {
    package struct Word: Sendable {
        let id: Vocabulary.ID
        let sentence: Int
        let isNegation: Bool
        /// Whether a comma, a colon or the like stands before it.
        let followsMark: Bool
        /// Whether quotation marks enclose it.
        let isQuoted: Bool
        /// In UTF-16 code units.
        package let range: Range<Int>
    }

    package let words: [Word]

    /// - Parameter text: What the tokens are of, for accents that tell one word from another.
    init(_ tokens: [Token], of text: String?, vocabulary: Vocabulary, negations: Negations) {
        var words: [Word] = []
        words.reserveCapacity(tokens.count)
        var sentence = 0
        var followsMark = false
        var isQuoted = false
        var index = 0
        while index < tokens.count {
            let token = tokens[index]
            if token.kind == .word || token.kind == .number || Self.laughing.contains(token.text) {
                let (id, next) = Self.word(tokens, from: index, of: text, vocabulary: vocabulary)
                words.append(
                    Word(
                        id: id,
                        sentence: sentence,
                        isNegation: negations.cues.contains(id),
                        followsMark: followsMark,
                        isQuoted: isQuoted,
                        range: token.range.lowerBound..<tokens[next - 1].range.upperBound
                    )
                )
                followsMark = false
                index = next
                continue
            }
            switch token.text {
            case "\"", "“", "”", "«", "»": isQuoted = token.text == "\"" ? !isQuoted : "“«".contains(token.text)
            // «quiero... morir» is one sentence.
            case ".": if tokens.endsSentence(at: index), !Self.isPause(tokens, at: index) { sentence += 1 }
            case "…": break
            default: if tokens.endsSentence(at: index) { sentence += 1 }
            }
            followsMark = true
            index += 1
        }
        self.words = words
    }

    /// Where some words stand, in UTF-16 code units.
    package func range(of words: Range<Int>) -> Range<Int> {
        self.words[words.lowerBound].range.lowerBound..<self.words[words.upperBound - 1].range.upperBound
    }

    private static func word(
        _ tokens: [Token],
        from start: Int,
        of text: String?,
        vocabulary: Vocabulary
    ) -> (id: Vocabulary.ID, next: Int) {
        guard tokens[start].kind != .number else { return (Vocabulary.unknown, start + 1) }
        for spelling in Disguise.spellings(tokens, from: start) {
            let id = vocabulary.id(disguised: spelling.text)
            if id != Vocabulary.unknown { return (id, spelling.end) }
        }
        let (word, next) = joined(tokens, from: start)
        guard let text, Vocabulary.toldApartByAccent.contains(word) else { return (vocabulary.id(read: word), next) }
        return (vocabulary.id(read: accented(tokens[start], of: text)), next)
    }

    /// «mató» where «mato» is another word.
    private static func accented(_ token: Token, of text: String) -> String {
        let start = text.utf16.index(text.startIndex, offsetBy: token.range.lowerBound)
        let written = text[start..<text.utf16.index(start, offsetBy: token.range.count)]
        return written.last.map { "óÓ".contains($0) } == true ? token.text.dropLast() + "ó" : token.text
    }

    /// "don't" is one word.
    private static func joined(_ tokens: [Token], from start: Int) -> (text: String, next: Int) {
        guard start + 2 < tokens.count, tokens[start + 1].kind == .symbol, tokens[start + 2].kind == .word,
            !tokens[start + 1].followsSpace, !tokens[start + 2].followsSpace,
            tokens[start + 1].text == "'" || tokens[start + 1].text == "’"
        else {
            return (tokens[start].text, start + 1)
        }
        return (tokens[start].text + tokens[start + 2].text, start + 3)
    }

    private static func isPause(_ tokens: [Token], at index: Int) -> Bool { index > 0 && tokens[index - 1].text == "." }

    private static let laughing: Set<String> = ["😂", "🤣", "😆", "😹"]
}
