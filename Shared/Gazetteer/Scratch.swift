/// Memory of one look-up, kept for the next: a look-up of 246,000 names would otherwise clear a megabyte each time.
///
/// One look-up at a time holds it.
final class Scratch: @unchecked Sendable {
    var distance: EditDistance
    /// Forms that may be near.
    var seen: [UInt32] = []
    /// By row: what its words that were found weigh.
    var evidence: [Float]
    /// Rows with evidence.
    var touched: [UInt32] = []
    /// By word: the first of its atoms, or -1.
    var firstAtom: [Int32]
    /// Words with atoms.
    var foundWords: [UInt32] = []

    init(_ index: NameIndex) {
        distance = EditDistance(EditCosts())
        evidence = [Float](repeating: 0, count: index.count)
        firstAtom = [Int32](repeating: -1, count: index.lexicon.words.count)
    }

    /// What a word weighs that these rows have.
    func add(_ weight: Float, to rows: ArraySlice<UInt32>) {
        Self.add(weight, to: rows, &evidence, &touched)
    }

    /// Holds both arrays at once: to look them up again for each row would take longer than the sums.
    private static func add(
        _ weight: Float,
        to rows: ArraySlice<UInt32>,
        _ evidence: inout [Float],
        _ touched: inout [UInt32]
    ) {
        for row in rows {
            if evidence[Int(row)] == 0 { touched.append(row) }
            evidence[Int(row)] += weight
        }
    }

    func clear() {
        for row in touched { evidence[Int(row)] = 0 }
        for word in foundWords { firstAtom[Int(word)] = -1 }
        touched.removeAll(keepingCapacity: true)
        foundWords.removeAll(keepingCapacity: true)
    }
}
