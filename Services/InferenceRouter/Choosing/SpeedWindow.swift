import NIOCore

/// How fast answers came lately: their tokens over the time it took to write them.
package struct SpeedWindow: Sendable {
    private struct Sample {
        let endedAt: NIODeadline
        let tokens: Int
        let nanoseconds: Int64
    }

    private static let capacity = 64
    private static let span = TimeAmount.minutes(5)

    private var samples: [Sample] = []
    private var next = 0

    package init() {}

    package mutating func record(tokens: Int, in time: TimeAmount, at now: NIODeadline) {
        guard tokens > 0, time > .zero else { return }
        let sample = Sample(endedAt: now, tokens: tokens, nanoseconds: time.nanoseconds)
        if samples.count < Self.capacity {
            samples.append(sample)
        } else {
            samples[next] = sample
            next = (next + 1) % Self.capacity
        }
    }

    /// Nil where nothing was answered lately.
    package func tokensPerSecond(at now: NIODeadline) -> Double? {
        let recent = samples.filter { $0.endedAt + Self.span > now }
        let nanoseconds = recent.reduce(0) { $0 + Double($1.nanoseconds) }
        guard nanoseconds > 0 else { return nil }
        let rate = Double(recent.reduce(0) { $0 + $1.tokens }) * 1e9 / nanoseconds
        return (rate * 10).rounded() / 10
    }
}
