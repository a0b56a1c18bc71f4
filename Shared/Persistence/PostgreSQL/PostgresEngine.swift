import Foundation
import Logging

/// One schema in PostgreSQL through a small pool of connections, each on a thread of its own.
final class PostgresEngine: Engine {
    private let settings: PostgresSettings
    private let metrics: DatabaseMetrics
    private let logger: Logger
    private let threads: SessionThreads

    init(settings: PostgresSettings, metrics: DatabaseMetrics, logger: Logger) {
        self.settings = settings
        self.metrics = metrics
        self.logger = logger
        threads = SessionThreads(limit: settings.limits.connections) {
            PostgresSession(settings: settings) {
                metrics.reconnected()
                logger.notice("database connection replaced")
            }
        }
    }

    deinit { threads.stop {} }

    func read<Value: Sendable>(_ body: @escaping @Sendable (Connection) throws -> Value) async throws -> Value {
        try await perform(.read, body)
    }

    func write<Value: Sendable>(_ body: @escaping @Sendable (Connection) throws -> Value) async throws -> Value {
        try await perform(.write, body)
    }

    func migrate<Value: Sendable>(_ body: @escaping @Sendable (Connection) throws -> Value) async throws -> Value {
        try await perform(.migration) { [schema = settings.schema, limits = settings.limits] connection in
            let timeout = "\(limits.migration.milliseconds)"
            _ = try connection.rows("SELECT set_config('statement_timeout', \(timeout), true)")
            let lock = "consulta schema \(schema)"
            try connection.execute("SELECT pg_advisory_xact_lock(hashtextextended(\(lock), 0))")
            // Looked up first: a daemon's role may own its schema and not be allowed to create any.
            if try connection.rows("SELECT 1 FROM pg_namespace WHERE nspname = \(schema)").isEmpty {
                try connection.execute("CREATE SCHEMA IF NOT EXISTS \(identifier: schema)")
            }
            return try body(connection)
        }
    }

    func expunge() async throws {
        try await threads.perform { [limits = settings.limits] session in try session.expunge(limits) }
    }

    func listen(to channel: String) throws -> AsyncStream<Void>? {
        let (stream, notices) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let listener = try PostgresListener(settings, channel: channel, logger: logger, to: notices)
        notices.onTermination = { _ in listener.stop() }
        listener.start()
        return stream
    }

    func close() async { await threads.stop() }

    /// Collisions are tried again, a little later each time; a lost connection twice, at once.
    private func perform<Value: Sendable>(
        _ kind: PostgresSession.Transaction,
        _ body: @escaping @Sendable (Connection) throws -> Value
    ) async throws -> Value {
        var collisions = 0
        var losses = 0
        while true {
            do {
                return try await withDeadline(settings.limits.waiting, late: .noFreeConnection) { [threads] in
                    try await threads.perform { try $0.perform(kind, body) }
                }
            } catch DatabaseError.conflict where collisions + 1 < settings.limits.attempts {
                collisions += 1
                metrics.retried()
                try await Task.sleep(for: .milliseconds(Int64.random(in: 1...(5 << min(collisions, 6)))))
            } catch let lost as ConnectionLost {
                guard losses < 2 else { throw DatabaseError.unavailable(lost.reason) }
                losses += 1
                metrics.retried()
            }
        }
    }
}
