import Persistence
import ServiceLifecycle

extension Database {
    /// Runs `turn` after commits that left something in the outbox, and at least once an `interval`, until shutdown.
    package func onOutboxTurns(every interval: Duration, _ turn: () async -> Void) async {
        let (turns, next) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        await withTaskGroup { tasks in
            tasks.addTask { for await _ in self.outboxCommits.cancelOnGracefulShutdown() { next.yield() } }
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
