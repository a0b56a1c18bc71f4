/// What a word is looked up by: FNV-1a of its letters, 64 bits. Of some thousand known words no two have the same, and that
/// one of all others has one of theirs is as good as never seen.
struct WordKey: Hashable, Sendable {
    private(set) var digest: UInt64 = 0xCBF2_9CE4_8422_2325

    init() {}

    init(_ word: String) {
        var word = word
        word.withUTF8 { for letter in $0 { add(letter) } }
    }

    mutating func add(_ letter: UInt8) { digest = (digest ^ UInt64(letter)) &* 0x100_0000_01B3 }
}

/// Ids by word.
struct WordTable: Sendable {
    /// Open addressing; at least half are free.
    private let slots: [(key: WordKey, id: Vocabulary.ID)?]

    init(_ ids: [WordKey: Vocabulary.ID]) {
        var slots = [(key: WordKey, id: Vocabulary.ID)?](
            repeating: nil,
            count: 2 << (Int.bitWidth - ids.count.leadingZeroBitCount)
        )
        for (key, id) in ids {
            var place = Self.home(of: key, slots.count)
            while slots[place] != nil { place = (place + 1) & (slots.count - 1) }
            slots[place] = (key, id)
        }
        self.slots = slots
    }

    subscript(key: WordKey) -> Vocabulary.ID? {
        var place = Self.home(of: key, slots.count)
        while let slot = slots[place] {
            if slot.key == key { return slot.id }
            place = (place + 1) & (slots.count - 1)
        }
        return nil
    }

    private static func home(of key: WordKey, _ count: Int) -> Int {
        Int(truncatingIfNeeded: key.digest) & (count - 1)
    }
}
