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

    init(_ message: MessageText, readsAccents: Bool, vocabulary: Vocabulary, negations: Negations) {
        var words: [Word] = []
        words.reserveCapacity(message.tokens.count)
        var sentence = 0
        var followsMark = false
        var isQuoted = false
        var index = 0
        while index < message.tokens.count {
            switch message.kinds[index] {
            case .word, .ambiguousWord, .number:
                let (id, next) = Self.word(message, from: index, readsAccents, vocabulary)
                let start = message.tokens[index].range.lowerBound
                words.append(
                    Word(
                        id: id,
                        sentence: sentence,
                        isNegation: negations.isCue(id, vocabulary.sets),
                        followsMark: followsMark,
                        isQuoted: isQuoted,
                        range: start..<message.tokens[next - 1].range.upperBound
                    )
                )
                followsMark = false
                index = next
                continue
            case .openingQuote: isQuoted = true
            case .closingQuote: isQuoted = false
            case .straightQuote: isQuoted.toggle()
            case .sentenceEnd: sentence += 1
            case .mark: break
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
        _ message: MessageText,
        from start: Int,
        _ readsAccents: Bool,
        _ vocabulary: Vocabulary
    ) -> (id: Vocabulary.ID, next: Int) {
        guard let sound = message.sounds[start] else { return (Vocabulary.unknown, start + 1) }
        if message.kinds[start] == .ambiguousWord {
            for spelling in Disguise.spellings(message.tokens, from: start) {
                let id = vocabulary.id(disguised: spelling.text)
                if id != Vocabulary.unknown { return (id, spelling.end) }
            }
            if let joined = MessageText.joined(message.tokens, from: start) {
                return (vocabulary.id(read: SoundKey(joined)), start + 3)
            }
        }
        guard readsAccents, message.tokens[start].text == Vocabulary.toldApartByAccent else {
            return (vocabulary.id(read: sound), start + 1)
        }
        return (vocabulary.id(read: SoundKey(accented(message.tokens[start], of: message.text))), start + 1)
    }

    /// «mató» where «mato» is another word.
    private static func accented(_ token: Token, of text: String) -> String {
        let start = text.utf16.index(text.startIndex, offsetBy: token.range.lowerBound)
        let written = text[start..<text.utf16.index(start, offsetBy: token.range.count)]
        return written.last.map { "óÓ".contains($0) } == true ? token.text.dropLast() + "ó" : token.text
    }
}
