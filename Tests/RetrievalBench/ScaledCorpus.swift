/// As many chunks as are wanted, made of SciFact: six sentences of two abstracts each, so that no two are alike and words keep
/// their frequencies.
struct ScaledCorpus {
    private let titles: [String]
    private let sentences: [[String]]
    private var dice = SplitMix(state: 8)

    init(_ set: SciFact) {
        titles = set.documents.map(\.title)
        sentences = set.documents.map { document in document.text.split(separator: ". ").map { "\($0). " } }
    }

    mutating func next() -> (title: String, body: String) {
        let first = Int(dice.next() % UInt64(sentences.count))
        let second = Int(dice.next() % UInt64(sentences.count))
        var body = ""
        for source in [first, second] {
            for _ in 0..<3 where !sentences[source].isEmpty {
                body += sentences[source][Int(dice.next() % UInt64(sentences[source].count))]
            }
        }
        return (titles[first], body)
    }
}

/// Steele, Lea and Flood's generator: the same corpus on every run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }
}
