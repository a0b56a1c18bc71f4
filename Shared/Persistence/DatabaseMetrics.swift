import CoreMetrics
import Dispatch
import Synchronization

/// The figures of one database: connections in use, callers waiting, durations, reconnects and retries.
final class DatabaseMetrics: Sendable {
    enum Operation: String, CaseIterable {
        case read, write
    }

    /// `rolled_back`: the closure threw an error of its own.
    enum Outcome: String, CaseIterable {
        case ok, error, cancelled
        case rolledBack = "rolled_back"
    }

    private struct Load {
        var calls = 0
        var running = 0
    }

    private let load = Mutex(Load())
    private let inUse: Gauge
    private let waiting: Gauge
    private let reconnects: Counter
    private let retries: Counter
    private let durations: [Operation: [Outcome: CoreMetrics.Timer]]

    init(factory: any MetricsFactory) {
        inUse = Gauge(label: "consulta_database_connections_in_use", factory: factory)
        waiting = Gauge(label: "consulta_database_waiting", factory: factory)
        reconnects = Counter(label: "consulta_database_reconnects_total", factory: factory)
        retries = Counter(label: "consulta_database_retries_total", factory: factory)
        durations = Dictionary(
            uniqueKeysWithValues: Operation.allCases.map { operation in
                let timers = Outcome.allCases.map { outcome in
                    let dimensions = [("operation", operation.rawValue), ("outcome", outcome.rawValue)]
                    return (
                        outcome,
                        CoreMetrics.Timer(
                            label: "consulta_database_query_seconds",
                            dimensions: dimensions,
                            factory: factory
                        )
                    )
                }
                return (operation, Dictionary(uniqueKeysWithValues: timers))
            }
        )
    }

    func reconnected() { reconnects.increment() }
    func retried() { retries.increment() }

    /// From the call to its answer, the wait for a connection and retries included.
    func measure<Value: Sendable>(_ operation: Operation, _ body: () async throws -> Value) async throws -> Value {
        let start = DispatchTime.now().uptimeNanoseconds
        change { $0.calls += 1 }
        var outcome = Outcome.rolledBack
        defer {
            change { $0.calls -= 1 }
            let elapsed = DispatchTime.now().uptimeNanoseconds - start
            durations[operation]?[outcome]?.recordNanoseconds(Int64(clamping: elapsed))
        }
        do {
            let value = try await body()
            outcome = .ok
            return value
        } catch {
            if error is DatabaseError { outcome = .error }
            if error is CancellationError { outcome = .cancelled }
            throw error
        }
    }

    /// On the database thread, while the closure runs.
    func occupying<Value>(_ body: () throws -> Value) rethrows -> Value {
        change { $0.running += 1 }
        defer { change { $0.running -= 1 } }
        return try body()
    }

    private func change(_ update: (inout Load) -> Void) {
        load.withLock { load in
            update(&load)
            inUse.record(load.running)
            waiting.record(max(0, load.calls - load.running))
        }
    }
}
