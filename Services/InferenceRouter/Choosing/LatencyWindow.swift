import NIOCore

/// The last 128 durations, and their percentiles.
package struct LatencyWindow: Sendable {
    private static let capacity = 128

    private var samples: [Int64] = []
    private var next = 0
    /// Sorting for every request would cost more than the request: the 95th percentile is found anew every 16.
    private var cached: (count: Int, p95: Int64)?
    package private(set) var count = 0

    package init() {}

    package mutating func record(_ duration: TimeAmount) {
        if samples.count < Self.capacity {
            samples.append(duration.nanoseconds)
        } else {
            samples[next] = duration.nanoseconds
            next = (next + 1) % Self.capacity
        }
        count += 1
    }

    /// The `share`-th part of the samples is at most this long; nil without samples.
    package func percentile(_ share: Double) -> TimeAmount? {
        guard !samples.isEmpty else { return nil }
        let rank = Int((Double(samples.count) * share).rounded(.up))
        return .nanoseconds(samples.sorted()[min(max(rank, 1), samples.count) - 1])
    }

    package mutating func p95() -> TimeAmount? {
        if let cached, count - cached.count < 16 { return .nanoseconds(cached.p95) }
        guard let value = percentile(0.95) else { return nil }
        cached = (count, value.nanoseconds)
        return value
    }
}
