import TextAnalysis

/// Words as they follow each other; a star stands for any ending of a word.
struct WordPhrases: Sendable {
    private struct Part: Sendable {
        let text: String
        let isOpen: Bool

        func fits(_ word: String) -> Bool { isOpen ? word.hasPrefix(text) : word == text }
    }

    /// By the first letter.
    private var phrases: [Character: [[Part]]] = [:]

    init(_ phrases: some Sequence<String>) {
        for phrase in phrases {
            let parts: [Part] = phrase.split(separator: " ").flatMap { piece in
                let folded = words(String(piece)).map(\.folded)
                return folded.indices.map { index in
                    Part(text: folded[index], isOpen: index == folded.count - 1 && piece.hasSuffix("*"))
                }
            }
            guard let first = parts.first?.text.first else { continue }
            self.phrases[first, default: []].append(parts)
        }
    }

    /// How many words the longest phrase has that begins at an index; 0 where none does.
    func longest(at index: Int, of words: [String]) -> Int {
        guard let first = words[index].first, let candidates = phrases[first] else { return 0 }
        return candidates.reduce(0) { longest, parts in
            guard parts.count > longest, index + parts.count <= words.count else { return longest }
            return zip(parts, words[index...]).allSatisfy { $0.fits($1) } ? parts.count : longest
        }
    }
}
