/// Some words of a vocabulary; `WordSets` knows which.
struct WordSet: Sendable {
    fileprivate let number: Int
}

/// Which word is in which sets.
struct WordSets: Sendable {
    private var numbers: [Set<Vocabulary.ID>: Int] = [:]
    /// A bit for each set, row by row of a word: what is asked in turn is about few words.
    private var rows: [UInt64] = []
    /// Of a row, in 64 sets.
    private var width = 0

    mutating func insert(_ members: Set<Vocabulary.ID>) -> WordSet {
        let number = numbers[members] ?? numbers.count
        numbers[members] = number
        return WordSet(number: number)
    }

    /// Comes after the last set, and before the first question.
    mutating func close() {
        width = numbers.count / 64 + 1
        let highest = numbers.keys.compactMap { $0.max() }.max() ?? Vocabulary.unknown
        rows = [UInt64](repeating: 0, count: (Int(highest) + 1) * width)
        for (members, number) in numbers {
            for id in members { rows[Int(id) * width + number / 64] |= 1 << UInt64(number % 64) }
        }
        numbers = [:]
    }

    func contains(_ id: Vocabulary.ID, in set: WordSet) -> Bool {
        rows[Int(id) * width + set.number / 64] & 1 << UInt64(set.number % 64) != 0
    }
}
