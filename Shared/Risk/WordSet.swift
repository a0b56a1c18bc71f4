/// Some words of the vocabulary, one bit each.
struct WordSet: Sendable {
    private var bits: [UInt64] = []

    func contains(_ id: Vocabulary.ID) -> Bool {
        let block = Int(id >> 6)
        return block < bits.count && bits[block] & (1 << UInt64(id & 63)) != 0
    }

    mutating func insert(_ id: Vocabulary.ID) {
        let block = Int(id >> 6)
        while bits.count <= block { bits.append(0) }
        bits[block] |= 1 << UInt64(id & 63)
    }

    /// Ascending.
    var members: [Vocabulary.ID] {
        bits.indices.flatMap { block in
            (0..<64).filter { bits[block] & (1 << UInt64($0)) != 0 }.map { Vocabulary.ID(block * 64 + $0) }
        }
    }
}
