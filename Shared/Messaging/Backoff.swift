/// Exponential waits with jitter, so that daemons that lost the same Redis do not return in step.
struct Backoff {
    private static let first = Duration.milliseconds(100)
    private static let longest = Duration.seconds(5)

    private var current = Backoff.first

    mutating func reset() { current = Self.first }

    /// Between half of the current step and all of it.
    mutating func next() -> Duration {
        let step = current
        current = min(current * 2, Self.longest)
        return step * Double.random(in: 0.5...1)
    }
}
