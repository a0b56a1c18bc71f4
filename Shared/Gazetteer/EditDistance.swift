/// Damerau-Levenshtein (optimal string alignment) with the costs of `EditCosts`, in rows that are kept.
struct EditDistance {
    private let costs: EditCosts
    private var rows: [Float]
    private static let width = 33
    /// Longer words are compared no further.
    static let longest = width - 1

    init(_ costs: EditCosts) {
        self.costs = costs
        rows = [Float](repeating: 0, count: Self.width * 3)
    }

    /// The distance, or nil where it is above `limit`.
    mutating func between(_ left: Span<UInt8>, _ right: Span<UInt8>, within limit: Float) -> Float? {
        let costs = costs
        var rows = rows.mutableSpan
        let rightCount = right.count
        guard left.count <= Self.longest, rightCount <= Self.longest, abs(left.count - rightCount) <= 3 else {
            return nil
        }
        var beforeLast = 0
        var last = Self.width
        var row = 2 * Self.width
        rows[last] = 0
        for column in 0..<rightCount { rows[last + column + 1] = rows[last + column] + Self.gap(right, column, costs) }
        for line in 0..<left.count {
            let letter = left[line]
            let removal = Self.gap(left, line, costs)
            rows[row] = rows[last] + removal
            var least = rows[row]
            for column in 0..<rightCount {
                let other = right[column]
                var best = rows[last + column] + costs.substitution(letter, other)
                best = min(best, rows[last + column + 1] + removal)
                best = min(best, rows[row + column] + Self.gap(right, column, costs))
                if line > 0, column > 0, letter == right[column - 1], left[line - 1] == other, letter != other {
                    best = min(best, rows[beforeLast + column - 1] + EditCosts.swap)
                }
                rows[row + column + 1] = best
                least = min(least, best)
            }
            if least > limit { return nil }
            (beforeLast, last, row) = (last, row, beforeLast)
        }
        let distance = rows[last + rightCount]
        return distance <= limit ? distance : nil
    }

    private static func gap(_ word: Span<UInt8>, _ index: Int, _ costs: EditCosts) -> Float {
        costs.gap(
            word[index],
            before: index > 0 ? word[index - 1] : 0,
            after: index + 1 < word.count ? word[index + 1] : 0
        )
    }
}
