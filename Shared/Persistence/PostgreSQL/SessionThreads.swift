import Foundation

/// A few threads, each with a PostgreSQL session, that take jobs in the order they came. Started as they are needed.
///
/// Unchecked: `condition` guards everything that changes.
final class SessionThreads: @unchecked Sendable {
    private struct Job {
        let id: UInt64
        let run: (PostgresSession) -> Void
        let refuse: (any Error) -> Void
    }

    private let limit: Int
    private let makeSession: @Sendable () -> PostgresSession
    private let condition = NSCondition()
    private var jobs: [Job] = []
    private var lastID: UInt64 = 0
    private var threads = 0
    private var idle = 0
    private var isStopping = false
    private var whenStopped: [() -> Void] = []

    init(limit: Int, makeSession: @escaping @Sendable () -> PostgresSession) {
        self.limit = limit
        self.makeSession = makeSession
    }

    /// Runs `work` on one of the threads. Cancelling takes it from the queue; once it runs, it runs to its end.
    func perform<Value: Sendable>(
        _ work: @escaping @Sendable (PostgresSession) throws -> Value
    ) async throws -> Value {
        let id = nextID()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                enqueue(
                    Job(
                        id: id,
                        run: { session in continuation.resume(with: Result { try work(session) }) },
                        refuse: { continuation.resume(throwing: $0) }
                    )
                )
                // Cancelled before it stood in the queue: the handler below found nothing.
                if Task.isCancelled { withdraw(id) }
            }
        } onCancel: {
            withdraw(id)
        }
    }

    /// Finishes what is queued, closes the sessions and refuses anything new.
    func stop() async {
        await withCheckedContinuation { continuation in
            stop { continuation.resume() }
        }
    }

    func stop(then completion: @escaping () -> Void) {
        condition.withLock {
            isStopping = true
            if threads == 0 { completion() } else { whenStopped.append(completion) }
            condition.broadcast()
        }
    }

    private func nextID() -> UInt64 {
        condition.withLock {
            lastID += 1
            return lastID
        }
    }

    private func enqueue(_ job: Job) {
        let isRefused = condition.withLock {
            if isStopping { return true }
            jobs.append(job)
            if idle < jobs.count, threads < limit {
                threads += 1
                DatabaseThread.start { self.work() }
            }
            condition.signal()
            return false
        }
        if isRefused { job.refuse(DatabaseError.unavailable("closed")) }
    }

    private func withdraw(_ id: UInt64) {
        let job = condition.withLock {
            jobs.firstIndex { $0.id == id }.map { jobs.remove(at: $0) }
        }
        job?.refuse(CancellationError())
    }

    private func work() {
        let session = makeSession()
        while let job = next() { job.run(session) }
    }

    /// Nil when the thread shall end.
    private func next() -> Job? {
        condition.withLock {
            idle += 1
            while jobs.isEmpty, !isStopping { condition.wait() }
            idle -= 1
            if !jobs.isEmpty { return jobs.removeFirst() }
            threads -= 1
            if threads == 0 {
                whenStopped.forEach { $0() }
                whenStopped = []
            }
            return nil
        }
    }
}
