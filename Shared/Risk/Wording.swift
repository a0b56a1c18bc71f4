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
        case end
    }

    /// Its rule's place among all.
    let rule: Int
    /// Where its second element stands in the table.
    fileprivate let rest: Int
}

/// All wordings, by the word that they begin with.
struct WordingTable: Sendable {
    /// Of each wording, one after another.
    private var elements: [Wording.Element] = []
    private var byFirst: [[Wording]] = []

    /// One that doesn't begin with a word is never found.
    mutating func insert(_ text: String, of rule: Int, vocabulary: inout Vocabulary) {
        let start = elements.count
        let parts = text.split(separator: " ")
        elements += parts.map { Self.element($0, &vocabulary) } + [.end]
        guard case .word = elements[start] else { return }
        for id in vocabulary.ids(of: parts[0]) {
            while byFirst.count <= Int(id) { byFirst.append([]) }
            byFirst[Int(id)].append(Wording(rule: rule, rest: start + 1))
        }
    }

    private static func element(_ text: Substring, _ vocabulary: inout Vocabulary) -> Wording.Element {
        if text.hasPrefix("..") { return .gap(Int(text.dropFirst(2)) ?? 3) }
        return text.hasSuffix("?")
            ? .optional(vocabulary.set(of: text.dropLast())) : .word(vocabulary.set(of: text))
    }

    subscript(first: Vocabulary.ID) -> [Wording] { Int(first) < byFirst.count ? byFirst[Int(first)] : [] }

    /// Where a wording ends whose first word stands at `start`; the shortest reading.
    func end(of wording: Wording, in message: MessageWords, from start: Int, sets: WordSets) -> Int? {
        end(in: message.words, at: start + 1, wording.rest, sentence: message.words[start].sentence, sets)
    }

    private func end(
        in words: [MessageWords.Word],
        at position: Int,
        _ element: Int,
        sentence: Int,
        _ sets: WordSets
    ) -> Int? {
        func follows(_ position: Int) -> Int? {
            end(in: words, at: position, element + 1, sentence: sentence, sets)
        }
        func stands(_ set: WordSet) -> Bool {
            position < words.count && words[position].sentence == sentence && sets.contains(words[position].id, in: set)
        }
        switch elements[element] {
        case .end: return position
        case .word(let set): return stands(set) ? follows(position + 1) : nil
        case .optional(let set): return (stands(set) ? follows(position + 1) : nil) ?? follows(position)
        case .gap(let longest):
            for next in position...min(position + longest, words.count) {
                if next > position, words[next - 1].sentence != sentence || words[next - 1].isNegation { return nil }
                if let end = follows(next) { return end }
            }
            return nil
        }
    }
}
