import TextAnalysis

/// A message cut into tokens, once for all that read its words.
package struct MessageText: Sendable {
    /// What a token is to those who look for words.
    enum Kind: Sendable {
        case word
        /// One that may be read otherwise, with the tokens after it.
        case ambiguousWord
        case number
        case openingQuote, closingQuote, straightQuote
        case sentenceEnd
        /// A comma, a colon or the like.
        case mark
    }

    /// Longer messages are read up to here; in UTF-16 code units.
    package static let longest = 100_000

    package let text: String
    package let tokens: [Token]
    /// Of each token.
    let kinds: [Kind]
    /// How each token sounds that is a word.
    let sounds: [SoundKey?]

    package init(_ text: String) {
        self.text = text
        let limit = text.utf16.index(text.startIndex, offsetBy: Self.longest, limitedBy: text.endIndex)
        let tokens = TextAnalysis.tokens(limit.map { String(text[..<$0]) } ?? text)
        let kinds = tokens.indices.map { Self.kind(tokens, at: $0) }
        self.tokens = tokens
        self.kinds = kinds
        sounds = tokens.indices.map { index in
            switch kinds[index] {
            case .word, .ambiguousWord: SoundKey(tokens[index].text)
            default: nil
            }
        }
    }

    /// "don't" is one word.
    static func joined(_ tokens: [Token], from start: Int) -> String? {
        guard start + 2 < tokens.count, tokens[start + 1].kind == .symbol, tokens[start + 2].kind == .word,
            !tokens[start + 1].followsSpace, !tokens[start + 2].followsSpace,
            tokens[start + 1].text == "'" || tokens[start + 1].text == "’"
        else {
            return nil
        }
        return tokens[start].text + tokens[start + 2].text
    }

    private static func kind(_ tokens: [Token], at index: Int) -> Kind {
        switch tokens[index].kind {
        case .word: return word(tokens, at: index)
        case .number: return .number
        case .lineBreak: return .sentenceEnd
        case .symbol: break
        }
        switch tokens[index].text.unicodeScalars.first {
        case "\"": return .straightQuote
        case "“", "«": return .openingQuote
        case "”", "»": return .closingQuote
        // «quiero... morir» is one sentence.
        case "…": return .mark
        case "." where index > 0 && tokens[index - 1].text == ".": return .mark
        // Who laughs, says something.
        case "😂", "🤣", "😆", "😹": return word(tokens, at: index)
        default: return tokens.endsSentence(at: index) ? .sentenceEnd : .mark
        }
    }

    private static func word(_ tokens: [Token], at index: Int) -> Kind {
        joined(tokens, from: index) == nil && Disguise.spellings(tokens, from: index).isEmpty ? .word : .ambiguousWord
    }
}
