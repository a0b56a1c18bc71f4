import CoreMetrics
import FoundationEssentials
import Logging
import Persistence
import ServiceLifecycle

/// Carries events from a database's outbox to their Redis streams, in order.
///
/// A row is deleted only when every consumer group that was ever seen on its stream has acknowledged it. Until then it
/// is sent again whenever its entry is not in the stream (any more), so Redis may lose its memory: consumers see some
/// events twice and miss none. Rows of streams that nobody ever read are dropped after `Outbox.retention`.
package struct OutboxRelay: Service {
    private let database: Database
    private let redis: Redis
    private let interval: Duration
    private let logger: Logger
    private let pending: Gauge

    /// A commit wakes it at once; `interval` is how often it looks for acknowledgements, and for what it missed.
    package init(database: Database, redis: Redis, logger: Logger, interval: Duration = .seconds(1)) {
        self.database = database
        self.redis = redis
        self.logger = logger
        self.interval = interval
        pending = Gauge(label: "outbox_pending", factory: redis.metrics)
    }

    package func run() async throws {
        let pass = OutboxPass(database: database, redis: redis)
        await database.onOutboxTurns(every: interval) { await relay(pass) }
        await pass.release()
    }

    private func relay(_ pass: OutboxPass) async {
        do {
            try await pass.run()
        } catch RedisError.unavailable {
            // Redis says itself that it is away; the rows wait.
        } catch is CancellationError {
            return
        } catch {
            logger.warning("outbox not relayed", metadata: ["error": "\(error)"])
        }
        // Where the database is away it has logged why.
        if let waiting = try? await database.read({ try Outbox.count(in: $0) }) { pending.record(waiting) }
    }
}
