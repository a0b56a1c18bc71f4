/// How many terms a field has in each chunk, and what a term in it counts for.
struct FieldLengths: Sendable {
    private(set) var lengths: [UInt16] = []
    private var total = 0
    private var holders = 0

    mutating func append(_ count: Int) {
        let length = UInt16(clamping: count)
        lengths.append(length)
        total += Int(length)
        if length > 0 { holders += 1 }
    }

    mutating func remove(_ slot: Int) {
        total -= Int(lengths[slot])
        if lengths[slot] > 0 { holders -= 1 }
    }

    /// What one occurrence counts in a field of each length: `w / (1 - b + b · length / mean)`. Chunks without the field
    /// don't lower the mean.
    func weights(_ field: Ranking.Field) -> [Float] {
        let mean = Float(max(total, 1)) / Float(max(holders, 1))
        let longest = Int(lengths.max() ?? 0)
        return (0...longest).map { field.weight / (1 - field.normalization + field.normalization * Float($0) / mean) }
    }
}
