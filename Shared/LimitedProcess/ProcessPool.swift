/// Lets a few children run at a time; the others wait their turn, up to a limit.
package actor ProcessPool {
    /// So many wait already that one more would wait too long.
    package struct Busy: Error {}

    private var free: Int
    private let queueLimit: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    package init(processes: Int, waiting queueLimit: Int = 64) {
        free = processes
        self.queueLimit = queueLimit
    }

    /// Runs `body` when it is its turn.
    package func run<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
        if free > 0 {
            free -= 1
        } else {
            guard waiting.count < queueLimit else { throw Busy() }
            await withCheckedContinuation { waiting.append($0) }
        }
        defer { giveBack() }
        try Task.checkCancellation()
        return try await body()
    }

    private func giveBack() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
