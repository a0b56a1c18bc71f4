import FoundationEssentials
import Logging
import ServiceLifecycle
import SuiteProtocol
import Synchronization

/// Writes what attempts cost beside their path, and tells the fleet what all replicas together have spent.
package final class SpendLedger: Service {
    private struct State {
        /// Taken from the fleet, and not known to be written. Empty but while the database is away.
        var batches: [SpendBatch] = []
        var rounds = 0
    }

    private let store: SpendStore
    private let balancer: Balancer
    private let logger: Logger
    private let now: @Sendable () -> Date
    private let state = Mutex(State())
    private let turns = Turns()

    /// What a crash may lose.
    private static let interval = Duration.milliseconds(500)
    /// Without spending and without caps, how many intervals pass until others' spending is read for the pages.
    private static let restingRounds = 20

    package init(
        store: SpendStore,
        balancer: Balancer,
        logger: Logger,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.store = store
        self.balancer = balancer
        self.logger = logger
        self.now = now
        balancer.change { $0.begin(SpendMonth(now())) }
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: Self.interval)) != nil { await self.tick() }
        }
        // A batch that had to wait kept the rest back.
        for _ in 0..<2 { await tick() }
    }

    /// Writes what is booked by now, and reads the sums.
    package func flush() async throws {
        try await turns.run { try await self.settle() }
    }

    private func settle() async throws {
        let month = collect()
        let wasWritten = try await writeBatches()
        guard wasWritten || isDue() else { return }
        let sums = try await store.sums(month)
        // Nothing was taken meanwhile: what the fleet gave is part of the sums.
        balancer.change { $0.settle(sums) }
    }

    private func tick() async {
        do {
            try await flush()
        } catch is CancellationError {
        } catch {
            logger.warning("spending can't be written, it is kept", metadata: ["error": "\(error)"])
        }
    }

    /// Takes from the fleet what is booked: at most one batch waits for a month, the rest stays summed up there.
    private func collect() -> SpendMonth {
        let current = SpendMonth(now())
        state.withLock { state in
            let (month, entries) = balancer.withFleet { fleet -> (SpendMonth?, [SpendEntry]) in
                guard let month = fleet.month else { return (nil, []) }
                let isOver = month < current
                let isWaiting = state.batches.contains { $0.month == month }
                let entries = isOver || !isWaiting ? fleet.takeUnwritten() : []
                if isOver { fleet.begin(current) }
                return (month, entries)
            }
            guard let month, !entries.isEmpty else { return }
            state.batches.append(SpendBatch(id: newID(), month: month, entries: entries))
        }
        return current
    }

    /// False where there was nothing to write.
    private func writeBatches() async throws -> Bool {
        let batches = state.withLock { $0.batches }
        for batch in batches {
            try await store.write(batch, at: now())
            state.withLock { $0.batches.removeAll { $0.id == batch.id } }
        }
        return !batches.isEmpty
    }

    private func isDue() -> Bool {
        let rounds = state.withLock { state in
            state.rounds += 1
            return state.rounds
        }
        return rounds == 1 || rounds % Self.restingRounds == 0 || balancer.read { $0.hasCaps }
    }
}

/// Work that is done one after the other, also where its callers leave.
private actor Turns {
    private var last: Task<Void, any Error>?

    func run(_ work: @escaping @Sendable () async throws -> Void) async throws {
        let task = Task { [last] in
            _ = await last?.result
            try await work()
        }
        last = task
        try await task.value
    }
}
