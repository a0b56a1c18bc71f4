/// The postings of a query's word and of its relatives in spelling, and how far they have been read.
struct WordPostings {
    struct List {
        let term: UInt32
        /// What an occurrence counts for the word itself, and for the word with its relatives.
        let share: SIMD2<Float>
        /// What is read next, unless all has been.
        var next = PostingList.Posting()
        var isAtEnd = false
    }

    var lists: [List] = []
    /// How rare the word is by itself, and with its relatives, times what they count.
    let exact: Float
    let group: Float

    /// What it counts where it stands more often than any number of times.
    var most: Float { exact + group }

    init(_ word: Query.Word, index: PassageIndex, ranking: Ranking, _ scratch: inout Resemblance.Scratch) {
        var holders = SIMD2<Float>.zero
        for (term, likeness) in Self.relatives(of: word, index, ranking, &scratch) {
            let postings = index.postings[Int(term)]
            var list = List(term: term, share: SIMD2(likeness == 1 ? 1 : 0, likeness * likeness))
            holders += Float(postings.count) * list.share
            if list.next.read(postings.bytes.span) { lists.append(list) }
        }
        let all = Float(index.slots.count)
        exact = inverseDocumentFrequency(holders[0], of: all)
        group = ranking.resemblance * inverseDocumentFrequency(holders[1], of: all)
    }

    /// A word's own terms, at likeness 1, and those that are spelt like them: of a number or a code, with the same digits.
    private static func relatives(
        of word: Query.Word,
        _ index: PassageIndex,
        _ ranking: Ranking,
        _ scratch: inout Resemblance.Scratch
    ) -> [(term: UInt32, likeness: Float)] {
        var relatives: [UInt32: Float] = [:]
        if ranking.resemblance > 0 {
            for term in word.terms {
                let digits = term.digits
                for near in index.resemblance.neighbours(of: term, &scratch)
                where digits.isEmpty || digits == index.vocabulary.terms[Int(near.term)].digits {
                    // Other letters, however like: 1 is the word itself.
                    relatives[near.term] = max(relatives[near.term] ?? 0, min(near.likeness, 0.999))
                }
            }
        }
        for term in word.terms {
            if let number = index.vocabulary.number(of: term) { relatives[number] = 1 }
        }
        // In one order, so that sums of the same index are the same.
        return relatives.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
