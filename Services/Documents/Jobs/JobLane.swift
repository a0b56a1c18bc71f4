import Daemon
import FoundationEssentials
import Logging
import ServiceLifecycle

/// Does one job of a kind after the other: each is its own for some seconds, and longer while it is at it. What a killed
/// one leaves is taken up by another, here or on another replica.
struct JobLane: Service {
    let handler: any JobHandler
    let store: JobStore
    let notices: JobNotices
    let logger: Logger
    private let turns = WorkTurns(every: .seconds(1))

    init(_ handler: any JobHandler, store: JobStore, notices: JobNotices, logger: Logger) {
        self.handler = handler
        self.store = store
        self.notices = notices
        self.logger = logger
    }

    /// A job may have come.
    func wake() { turns.wake() }

    func run() async throws {
        await turns.run {
            while await next(), !Task.isShuttingDownGracefully {}
        }
    }

    /// Does the job whose turn it is; false where none waits.
    func next() async -> Bool {
        do {
            guard let job = try await store.take(for: handler) else { return false }
            await perform(job)
            return true
        } catch {
            logger.warning("jobs wait", metadata: ["kind": "\(handler.kind)", "error": "\(error)"])
            return false
        }
    }

    private func perform(_ job: Job) async {
        let run = JobRun(job, store: store, notices: notices)
        do {
            try await cancelWhenGracefulShutdown { try await prolonging(run) }
            try await store.finish(job)
        } catch let failure as JobFailure {
            try? await store.fail(job, failure.fault, for: handler)
        } catch is CancellationError {
            // Cancelled or taken away, and then there is nothing to release; or its turn is over, or the daemon stops.
            try? await store.release(job)
        } catch {
            logger.notice(
                "a job waits to be tried again",
                metadata: ["job": "\(job.id)", "attempts": "\(job.attempts)", "error": "\(type(of: error))"]
            )
            // Where even this fails, the lease ends by itself.
            try? await store.postpone(job, for: handler)
        }
        if let latest = try? await store.find(job.id, of: job.owner) { await notices.changed(latest) }
    }

    private func prolonging(_ run: JobRun) async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await handler.perform(run)
                return true
            }
            group.addTask {
                while true {
                    try await Task.sleep(for: .seconds(JobStore.lease / 3))
                    try await run.prolong()
                }
            }
            while let isDone = try await group.next() { if isDone { return group.cancelAll() } }
        }
    }
}
