/// Makes one order of several: each gives `weight / (constant + rank)` to what it has, ranks from 1 (Cormack, Clarke and
/// Büttcher 2009, where the constant is 60).
package struct RankFusion: Sendable {
    /// Ids, the best first; alike ones by id.
    package private(set) var ids: [Int64] = []
    package private(set) var scores: [Int64: Double] = [:]

    package init(_ orders: [(ids: [Int64], weight: Double)], constant: Double = 60) {
        for order in orders {
            var seen: Set<Int64> = []
            for id in order.ids where seen.insert(id).inserted {
                scores[id, default: 0] += order.weight / (constant + Double(seen.count))
            }
        }
        ids = scores.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.map(\.key)
    }
}
