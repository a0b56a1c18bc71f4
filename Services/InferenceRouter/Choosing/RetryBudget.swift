/// How many retries may be under way: a dying endpoint is not stormed.
package struct RetryBudget: Sendable {
    private let least: Int
    private let share: Double
    package private(set) var retrying = 0
    /// Requests under way, retried or not.
    package var active = 0

    package init(least: Int, share: Double) {
        self.least = least
        self.share = share
    }

    package var hasRoom: Bool {
        retrying < max(least, Int(Double(active) * share))
    }

    package mutating func begin() {
        retrying += 1
    }

    package mutating func end() {
        retrying -= 1
    }
}
