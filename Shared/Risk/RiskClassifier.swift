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
    package func score(_ text: String) -> Float { reading(Self.words(in: MessageText(text))).score }

    /// Where the words stand that weighed most, if they weigh enough; in UTF-16 code units.
    func evidence(in message: MessageText) -> Range<Int>? {
        let words = Self.words(in: message)
        guard Self.areEnough(words) else { return nil }
        let (score, weights) = reading(words)
        guard score > RiskWeights.threshold else { return nil }
        let starts = 0...max(0, words.count - Self.window)
        let best = starts.max { one, other in
            weights[one..<min(one + Self.window, words.count)].reduce(0, +)
                < weights[other..<min(other + Self.window, words.count)].reduce(0, +)
        }
        guard let best else { return nil }
        let tokens = message.tokens.filter { $0.kind == .word }
        return tokens[best].range.lowerBound..<tokens[min(best + Self.window, words.count) - 1].range.upperBound
    }

    private static func words(in message: MessageText) -> [String] {
        message.tokens.filter { $0.kind == .word }.map { SoundKey.shortened($0.text) }
    }

    private static func areEnough(_ words: [String]) -> Bool {
        var different: [String] = []
        for word in words where !different.contains(word) {
            different.append(word)
            if different.count == fewestWords { return true }
        }
        return false
    }

    /// The score, and what each word adds to it.
    private func reading(_ words: [String]) -> (score: Float, words: [Float]) {
        guard weights.count == Self.buckets else { return (RiskWeights.bias, words.map { _ in 0 }) }
        var seen = [UInt64](repeating: 0, count: Self.buckets / 64)
        var count = 0
        var added: [Float] = []
        added.reserveCapacity(words.count)
        // A space stands before, between and behind the words.
        var letters = [UInt8(ascii: " ")]
        var previous: Int?
        for word in words {
            var sum: Float = 0
            func add(_ hash: Hash) {
                let bucket = Int(hash.value) & (Self.buckets - 1)
                guard seen[bucket / 64] & (1 << UInt64(bucket % 64)) == 0 else { return }
                seen[bucket / 64] |= 1 << UInt64(bucket % 64)
                count += 1
                sum += weights[bucket]
            }
            let start = letters.count
            letters += word.utf8
            letters.append(UInt8(ascii: " "))
            let end = letters.count - 1
            add(Hash("w", letters[start..<end]))
            if let previous { add(Hash("b", letters[previous..<end])) }
            previous = start
            for first in start - 1..<end - 1 {
                var hash = Hash("c", letters[first..<first + 2])
                for last in first + 2..<min(first + 5, end + 1) {
                    hash.add(letters[last])
                    add(hash)
                }
            }
            added.append(sum)
        }
        let total = added.reduce(0, +) / Float(max(1, count)).squareRoot()
        return (total + RiskWeights.bias, added)
    }
}

/// FNV-1a, 32 bits.
private struct Hash {
    private(set) var value: UInt32 = 0x811C_9DC5

    init(_ kind: Unicode.Scalar, _ bytes: ArraySlice<UInt8>) {
        add(UInt8(truncatingIfNeeded: kind.value))
        for byte in bytes { add(byte) }
    }

    mutating func add(_ byte: UInt8) { value = (value ^ UInt32(byte)) &* 0x0100_0193 }
}
