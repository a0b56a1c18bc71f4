/// A word to look up; its hash is found once for all tables that are asked for it.
struct WordKey: Hashable, Sendable {
    /// FNV-1a.
    fileprivate let digest: UInt64
    let text: String

    init(_ text: String) {
        var text = text
        digest = text.withUTF8 { letters in
            letters.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        }
        self.text = text
    }
}

/// Ids by word, looked up by the hash that a word brings along.
struct WordTable: Sendable {
    private let words: [(key: WordKey, id: Vocabulary.ID)]
    /// Places in `words`, by open addressing; at least half are free.
    private let slots: [Int]
    private static let free = -1

    init(_ ids: [WordKey: Vocabulary.ID]) {
        words = ids.map { ($0, $1) }
        var slots = [Int](repeating: Self.free, count: 2 << (Int.bitWidth - ids.count.leadingZeroBitCount))
        for (number, word) in words.enumerated() {
            var place = Int(truncatingIfNeeded: word.key.digest) & (slots.count - 1)
            while slots[place] != Self.free { place = (place + 1) & (slots.count - 1) }
            slots[place] = number
        }
        self.slots = slots
    }

    subscript(key: WordKey) -> Vocabulary.ID? {
        var place = Int(truncatingIfNeeded: key.digest) & (slots.count - 1)
        while slots[place] != Self.free {
            let number = slots[place]
            if words[number].key == key { return words[number].id }
            place = (place + 1) & (slots.count - 1)
        }
        return nil
    }
}
