/// A sequence of words as a rule describes it.
///
/// Elements stand apart by spaces: `a|b` is one of these words, `@want` one of a class of `WordClasses`, a `?` at the end
/// makes an element optional, and `..4` passes over up to four words, none of them a negation. Nothing reaches over the end
/// of a sentence.
struct Wording: Sendable {
    enum Element: Sendable {
        case word(WordSet)
        case optional(WordSet)
        case gap(Int)
    }

    let elements: [Element]

    init(_ text: String, vocabulary: inout Vocabulary) {
        elements = text.split(separator: " ").map { part in
            if part.hasPrefix("..") { return .gap(Int(part.dropFirst(2)) ?? 3) }
            let isOptional = part.hasSuffix("?")
            let ids = vocabulary.ids(of: isOptional ? part.dropLast() : part)
            return isOptional ? .optional(ids) : .word(ids)
        }
    }

    /// The words it may begin with.
    var first: WordSet {
        if case .word(let ids) = elements.first { ids } else { WordSet() }
    }

    /// Where the wording ends if one of its first words stands at `start`; the shortest reading.
    func end(in message: MessageWords, from start: Int) -> Int? {
        end(in: message.words, at: start + 1, element: 1, sentence: message.words[start].sentence)
    }

    private func end(in words: [MessageWords.Word], at position: Int, element: Int, sentence: Int) -> Int? {
        guard element < elements.count else { return position }
        let isInside = position < words.count && words[position].sentence == sentence
        switch elements[element] {
        case .word(let ids):
            guard isInside, ids.contains(words[position].id) else { return nil }
            return end(in: words, at: position + 1, element: element + 1, sentence: sentence)
        case .optional(let ids):
            if isInside, ids.contains(words[position].id),
                let end = end(in: words, at: position + 1, element: element + 1, sentence: sentence)
            {
                return end
            }
            return end(in: words, at: position, element: element + 1, sentence: sentence)
        case .gap(let longest):
            for next in position...min(position + longest, words.count) {
                if next > position, words[next - 1].sentence != sentence || words[next - 1].isNegation { return nil }
                if let end = end(in: words, at: next, element: element + 1, sentence: sentence) { return end }
            }
            return nil
        }
    }
}
