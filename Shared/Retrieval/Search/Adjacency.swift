/// Scores chunks in which neighbours of the query stand side by side, in its order.
struct Adjacency {
    private let sequences: TermSequences
    /// The query's word that each term is: 0 for none.
    private var wordOfTerm: [UInt8]
    /// For each word before and each word after: the pair they are, or -1.
    private var pairs: [[Int]]
    /// How rare the words of each pair are, on average.
    private var weights: [Float] = []

    /// Nil where no two words of the query follow each other.
    init?(_ words: [Query.Word], in index: PassageIndex) {
        sequences = index.sequences
        wordOfTerm = Array(repeating: 0, count: index.vocabulary.count)
        var numbers: [Query.Word: Int] = [:]
        var rarity: [Float] = [0]
        for word in words where numbers[word] == nil {
            let terms = word.terms.compactMap(index.vocabulary.number(of:))
            let number = numbers.count + 1
            numbers[word] = number
            for term in terms { wordOfTerm[Int(term)] = UInt8(number) }
            let holders = terms.reduce(0) { $0 + Float(index.postings[Int($1)].count) }
            rarity.append(inverseDocumentFrequency(holders, of: Float(index.slots.count)))
        }
        pairs = Array(repeating: Array(repeating: -1, count: rarity.count), count: rarity.count)
        for (word, next) in zip(words, words.dropFirst()) {
            guard let first = numbers[word], let second = numbers[next], first != second, pairs[first][second] < 0
            else { continue }
            pairs[first][second] = weights.count
            weights.append((rarity[first] + rarity[second]) / 2)
        }
        if weights.isEmpty { return nil }
    }

    /// The pairs' weights, each times `n / (n + 1)` for n occurrences.
    func score(of slot: Int) -> Float {
        var counts = [Float](repeating: 0, count: weights.count)
        var before = 0
        sequences.forEach(of: slot) { term in
            let word = Int(wordOfTerm[Int(term)])
            if before > 0, word > 0, pairs[before][word] >= 0 { counts[pairs[before][word]] += 1 }
            before = word
        }
        return zip(weights, counts).reduce(0) { $0 + $1.0 * $1.1 / ($1.1 + 1) }
    }
}
