import Logging
import Persistence
import Synchronization

extension PassageStore {
    /// Clears memory of what was removed, a little later: a document's pages are often replaced one after the other.
    func keepPurging() async {
        let clock = ContinuousClock()
        for await _ in removed.stream {
            var took = Duration.zero
            do {
                try await Task.sleep(for: .seconds(5))
                try await settleRemembered()
                took = try await clock.measure { try await purge() }
                // Never more than a tenth of a core's time.
                try await Task.sleep(for: took * 9)
            } catch {
                if Task.isCancelled { return }
                logger.warning("removed passages are still in memory", metadata: ["error": "\(error)"])
            }
        }
    }

    /// Makes the index in memory anew without what was removed. Searches and writes go on meanwhile.
    package func purge() async throws {
        let compaction = Compaction()
        var isDone = memory.read { $0.index.removedCount == 0 }
        while !isDone {
            isDone = try await work { [memory] in
                memory.read { compaction.take(500, of: $0.index) }
            }
            if isDone {
                let isClean = try await work { [memory] in
                    let old = memory.write { compaction.finish(&$0.index) }
                    // Let go here, where nobody waits.
                    return withExtendedLifetime(old) { memory.read { $0.index.removedCount == 0 } }
                }
                if !isClean { removed.continuation.yield() }
            }
        }
    }

    private func settleRemembered() async throws {
        guard state.withLock({ !$0.doubtful.isEmpty }) else { return }
        try await writers.perform { [self] in try await settleDoubts() }
    }
}
