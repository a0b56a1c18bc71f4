import ServiceLifecycle

/// Turns of a worker: soon after somebody woke it, and at least once an interval.
package struct WorkTurns: Sendable {
    private let interval: Duration
    private let turns: AsyncStream<Void>
    private let next: AsyncStream<Void>.Continuation

    package init(every interval: Duration) {
        self.interval = interval
        (turns, next) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Something may have come.
    package func wake() { next.yield() }

    /// One turn after the other, until shutdown; the one under way ends.
    package func run(_ turn: () async -> Void) async {
        await withTaskGroup { tasks in
            tasks.addTask {
                // Ends by the error of a cancelled sleep.
                try? await cancelWhenGracefulShutdown {
                    while true {
                        next.yield()
                        try await Task.sleep(for: interval)
                    }
                }
                next.finish()
            }
            for await _ in turns { await turn() }
            tasks.cancelAll()
        }
    }
}
