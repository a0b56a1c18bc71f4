/// The terms of each chunk in their order, for what postings can't tell: phrases, neighbours, and the index anew.
///
/// Six runs a chunk, each closed by `Vocabulary.end`: words and then compounds of title, heading and body.
struct TermSequences: Sendable {
    private var bytes: [UInt8] = []
    private var starts: [Int] = [0]

    var memory: Int { bytes.capacity + starts.capacity * MemoryLayout<Int>.stride }

    mutating func append(_ terms: [UInt32]) {
        for term in terms { VariableLength.append(term, to: &bytes) }
        starts.append(bytes.count)
    }

    func forEach(of slot: Int, _ body: (UInt32) -> Void) {
        let bytes = bytes.span
        var position = starts[slot]
        while position < starts[slot + 1] { body(VariableLength.read(bytes, &position)) }
    }

    func terms(of slot: Int) -> [UInt32] {
        var terms: [UInt32] = []
        forEach(of: slot) { terms.append($0) }
        return terms
    }
}
