import TextAnalysis

/// A linear classifier over hashed n-grams, for wishes to be dead that no rule knows the words of.
///
/// Words, pairs of words and runs of three to five bytes of a word each have a bucket; a message's score is the sum of
/// its buckets' weights over the root of their number. Training/features.py computes the same.
package struct RiskClassifier: Sendable {
    package static let shipped = RiskClassifier()

    private static let buckets = 1 << 14
    /// Words told as evidence.
    private static let window = 3
    /// Fewer different words say too little.
    private static let fewestWords = 3

    private let weights: [Float]

    private init() {
        let text = RiskWeights.characters
        let bytes = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        weights = bytes.filter { $0 > UInt8(ascii: " ") }.map { Float(Int($0) - RiskWeights.zero) * RiskWeights.scale }
    }

    /// Above 0 the likelier risk; what counts is the threshold that training chose.
    package func score(_ text: String) -> Float { reading(words(in: tokens(text))).score }

    /// Where the words stand that weighed most, if they weigh enough; in UTF-16 code units.
    func evidence(in tokens: [Token]) -> Range<Int>? {
        let words = words(in: tokens)
        guard Set(words.map(\.text)).count >= Self.fewestWords else { return nil }
        let (score, weights) = reading(words)
        guard score > RiskWeights.threshold else { return nil }
        let starts = 0...max(0, words.count - Self.window)
        let best = starts.max { one, other in
            weights[one..<min(one + Self.window, words.count)].reduce(0, +)
                < weights[other..<min(other + Self.window, words.count)].reduce(0, +)
        }
        guard let best else { return nil }
        return words[best].range.lowerBound..<words[min(best + Self.window, words.count) - 1].range.upperBound
    }

    private func words(in tokens: [Token]) -> [(text: String, range: Range<Int>)] {
        tokens.filter { $0.kind == .word }.map { (SoundKey.shortened($0.text), $0.range) }
    }

    /// The score, and what each word adds to it.
    private func reading(_ words: [(text: String, range: Range<Int>)]) -> (score: Float, words: [Float]) {
        guard weights.count == Self.buckets else { return (RiskWeights.bias, words.map { _ in 0 }) }
        var seen = [UInt64](repeating: 0, count: Self.buckets / 64)
        var count = 0
        var added = [Float](repeating: 0, count: words.count)
        var before: [UInt8] = []
        var word: [UInt8] = []
        for index in words.indices {
            var sum: Float = 0
            func add(_ hash: Hash) {
                let bucket = Int(hash.value) & (Self.buckets - 1)
                guard seen[bucket / 64] & (1 << UInt64(bucket % 64)) == 0 else { return }
                seen[bucket / 64] |= 1 << UInt64(bucket % 64)
                count += 1
                sum += weights[bucket]
            }
            word.removeAll(keepingCapacity: true)
            word.append(UInt8(ascii: " "))
            word.append(contentsOf: words[index].text.utf8)
            add(Hash("w").adding(word.dropFirst()))
            if index > 0 { add(Hash("b").adding(before.dropFirst()).adding(word[...])) }
            before = word
            word.append(UInt8(ascii: " "))
            for start in word.indices.dropLast(2) {
                var hash = Hash("c").adding(word[start..<start + 2])
                for end in start + 2..<min(start + 5, word.count) {
                    hash = hash.adding(word[end...end])
                    add(hash)
                }
            }
            added[index] = sum
        }
        let total = added.reduce(0, +) / Float(max(1, count)).squareRoot()
        return (total + RiskWeights.bias, added)
    }
}

/// FNV-1a, 32 bits.
private struct Hash {
    private(set) var value: UInt32 = 0x811C_9DC5

    init(_ kind: Unicode.Scalar) { add(UInt8(truncatingIfNeeded: kind.value)) }

    func adding(_ bytes: ArraySlice<UInt8>) -> Hash {
        var hash = self
        for byte in bytes { hash.add(byte) }
        return hash
    }

    private mutating func add(_ byte: UInt8) { value = (value ^ UInt32(byte)) &* 0x0100_0193 }
}
