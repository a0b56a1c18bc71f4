/// Some words of a vocabulary, one bit each, from the block of the lowest to that of the highest.
struct WordSet: Sendable {
    fileprivate let blocks: Range<Int>
    /// The words before its first block, in blocks.
    fileprivate let skipped: Int
}

/// The bits of a vocabulary's sets, 64 words a block.
struct WordSets: Sendable {
    private var blocks: [UInt64] = []

    mutating func insert(_ members: Set<Vocabulary.ID>) -> WordSet {
        let (lowest, highest) = (Int(members.min() ?? 0) / 64, Int(members.max() ?? 0) / 64)
        let start = blocks.count
        blocks += repeatElement(0, count: highest - lowest + 1)
        for id in members { blocks[start + Int(id) / 64 - lowest] |= 1 << UInt64(id % 64) }
        return WordSet(blocks: start..<blocks.count, skipped: lowest)
    }

    func contains(_ id: Vocabulary.ID, in set: WordSet) -> Bool {
        let block = set.blocks.lowerBound + Int(id) / 64 - set.skipped
        return set.blocks.contains(block) && blocks[block] & 1 << UInt64(id % 64) != 0
    }
}
