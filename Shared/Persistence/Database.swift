import CoreMetrics
import Logging
import ServiceLifecycle

/// A daemon's database: one SQLite file, or one schema in PostgreSQL.
///
/// A closure given to `read` or `write` runs synchronously on a database thread and is the transaction. A `write`
/// closure that collides with another transaction runs again, so it changes nothing but the database.
package final class Database: Service {
    private let engine: any Engine
    package let dialect: Dialect
    private let metrics: DatabaseMetrics
    private let committed: AsyncStream<Void>.Continuation

    /// Fires after a commit that appended to the outbox. For one reader: the relay.
    package let outboxCommits: AsyncStream<Void>

    /// Opens the database and brings its schema up to date.
    ///
    /// - Parameter migrations: nil takes the schema as it is, for those who only look at another program's.
    package init(
        url: String,
        schema: String,
        migrations: [Migration]?,
        limits: DatabaseLimits = DatabaseLimits(),
        logger: Logger,
        metrics factory: any MetricsFactory
    ) async throws {
        let metrics = DatabaseMetrics(factory: factory)
        self.metrics = metrics
        (outboxCommits, committed) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        let migrator = try migrations.map { migrations throws(MigrationError) in try Migrator(migrations) }
        switch try DatabaseLocation(url) {
        case .sqlite(let path):
            engine = try await SQLiteEngine(path: path, limits: limits)
            dialect = .sqlite
        case .postgres(let url):
            let settings = PostgresSettings(url: url, schema: schema, limits: limits)
            engine = PostgresEngine(settings: settings, metrics: metrics, logger: logger)
            dialect = .postgres
        }
        do {
            try await migrator?.migrate(engine, logger: logger)
        } catch {
            await engine.close()
            throw error
        }
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (Connection) throws -> Value
    ) async throws -> Value {
        try Task.checkCancellation()
        return try await metrics.measure(.read) {
            try await engine.read { [metrics] connection in try metrics.occupying { try body(connection) } }
        }
    }

    @discardableResult
    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (Connection) throws -> Value
    ) async throws -> Value {
        try Task.checkCancellation()
        let (value, hasNewEvents) = try await metrics.measure(.write) {
            try await engine.write { [metrics] connection in
                try metrics.occupying { (try body(connection), connection.hasNewEvents) }
            }
        }
        if hasNewEvents { committed.yield() }
        return value
    }

    /// Has what was deleted leave the files too, and not only the tables.
    ///
    /// SQLite: file and log. PostgreSQL: the files of the tables and, for the database's owner, of their statistics; its own
    /// log keeps the last changes until it is recycled.
    /// What is larger than `DatabaseLimits.rewriting` is overwritten or reused, but not rewritten.
    package func expunge() async throws {
        try await engine.expunge()
    }

    /// Elements while other processes, or this one, commit what they `notify` a channel of: one at first, and after every
    /// reconnect, since something may have been missed. Several notices may come as one. Nil on SQLite, where there are
    /// no other processes. On PostgreSQL it is a connection of its own, until the stream is let go.
    package func notices(of channel: String) throws -> AsyncStream<Void>? {
        try engine.listen(to: channel)
    }

    /// Nil when a read works, otherwise a short reason for `/health`.
    package func healthy() async -> String? {
        do {
            _ = try await read { try $0.rows("SELECT 1") }
            return nil
        } catch {
            return "\(error)"
        }
    }

    /// Keeps the database open until the daemon stops: list it before the services that use it.
    package func run() async throws {
        try? await gracefulShutdown()
        await close()
    }

    /// Lets running transactions finish, and refuses new ones.
    package func close() async {
        committed.finish()
        await engine.close()
    }
}
