import Synchronization

/// How many clients are connected, over all event loops.
package final class ConnectionCount: Sendable {
    private let open = Atomic<Int>(0)

    package init() {}

    package var current: Int { open.load(ordering: .relaxed) }

    /// Counts one more; false where that is more than `limit`. Every call is balanced by `leave`.
    func enter(limit: Int) -> Bool {
        open.wrappingAdd(1, ordering: .relaxed).newValue <= limit
    }

    func leave() {
        open.wrappingSubtract(1, ordering: .relaxed)
    }
}
