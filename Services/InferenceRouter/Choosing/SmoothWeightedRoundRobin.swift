/// Smooth weighted round-robin as nginx does it: shares by weight, never in bursts. At most 64 members.
package struct SmoothWeightedRoundRobin: Sendable {
    private let weights: [Int]
    private var current: [Int]

    package init(weights: [Int]) {
        self.weights = Array(weights.prefix(64))
        current = Array(repeating: 0, count: self.weights.count)
    }

    package var count: Int { weights.count }

    /// The next member among those whose bit is set in `free`, or nil when none is.
    package mutating func next(among free: UInt64) -> Int? {
        var total = 0
        var best: Int?
        for index in weights.indices where free >> UInt64(index) & 1 == 1 {
            current[index] += weights[index]
            total += weights[index]
            if best.map({ current[index] > current[$0] }) ?? true { best = index }
        }
        if let best { current[best] -= total }
        return best
    }
}
