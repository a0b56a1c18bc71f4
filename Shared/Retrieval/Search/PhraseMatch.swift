/// Which chunks have words one after the other.
struct PhraseMatch {
    private let index: PassageIndex
    /// For each word, the terms that it may be.
    private let words: [Set<UInt32>]

    /// Nil where the index has no such word.
    init?(_ phrase: [Query.Word], in index: PassageIndex) {
        self.index = index
        words = phrase.map { Set($0.terms.compactMap(index.vocabulary.number(of:))) }
        if words.contains(where: \.isEmpty) { return nil }
    }

    /// Hides what doesn't have the phrase.
    func restrict(_ visible: inout [Bool]) {
        for word in words {
            var holders = Array(repeating: false, count: visible.count)
            for term in word {
                let postings = index.postings[Int(term)]
                let bytes = postings.bytes.span
                var posting = PostingList.Posting()
                while posting.read(bytes) { holders[posting.slot] = true }
            }
            for slot in visible.indices where !holders[slot] { visible[slot] = false }
        }
        for slot in visible.indices where visible[slot] { visible[slot] = isIn(slot) }
    }

    private func isIn(_ slot: Int) -> Bool {
        let terms = index.sequences.terms(of: slot)
        guard terms.count >= words.count else { return false }
        return (0...terms.count - words.count).contains { start in
            words.indices.allSatisfy { words[$0].contains(terms[start + $0]) }
        }
    }
}
