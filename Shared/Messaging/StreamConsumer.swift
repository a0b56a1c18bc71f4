import CoreMetrics
import Logging
import ServiceLifecycle

/// Hands the entries of a stream to a handler, at least once each; the consumers of a group share them.
///
/// An entry whose handler throws is tried again after growing waits, and after the fifth attempt moved to
/// `<stream>:dead`. The handler must be idempotent by `StreamEntry.eventID`: record the id in the same transaction as the
/// effect (a key in Redis would not do, since Redis may lose its memory). It should end well within `staleAfter`, when
/// another consumer takes the entry over.
///
/// A handler of many gets what arrived together, for one transaction; where it throws, each is tried by itself.
package struct StreamConsumer: Service {
    package static let attempts = 5
    private static let page = 32

    private let redis: Redis
    private let stream: String
    private let group: String
    private let consumer: String
    private let retryDelay: Duration
    private let staleAfter: Duration
    private let batch: Int
    private let handler: @Sendable ([StreamEntry]) async throws -> Void
    private let logger: Logger
    private let metrics: Metrics

    /// `consumer` is one of a group's replicas; one that keeps its name across restarts takes up at once what it left.
    package init(
        redis: Redis,
        stream: String,
        group: String,
        consumer: String,
        retryDelay: Duration = .seconds(1),
        staleAfter: Duration = .seconds(60),
        handler: @escaping @Sendable (StreamEntry) async throws -> Void
    ) {
        self.init(
            redis: redis,
            stream: stream,
            group: group,
            consumer: consumer,
            retryDelay: retryDelay,
            staleAfter: staleAfter,
            batch: 1
        ) { entries in
            for entry in entries { try await handler(entry) }
        }
    }

    /// - Parameter batch: how many entries the handler gets at most.
    package init(
        redis: Redis,
        stream: String,
        group: String,
        consumer: String,
        retryDelay: Duration = .seconds(1),
        staleAfter: Duration = .seconds(60),
        batch: Int,
        handlerOfMany handler: @escaping @Sendable ([StreamEntry]) async throws -> Void
    ) {
        self.redis = redis
        self.stream = stream
        self.group = group
        self.consumer = consumer
        self.retryDelay = retryDelay
        self.staleAfter = staleAfter
        self.batch = batch
        self.handler = handler
        metrics = Metrics(stream: stream, factory: redis.metrics)
        var logger = redis.logger
        logger[metadataKey: "stream"] = "\(stream)"
        logger[metadataKey: "group"] = "\(group)"
        self.logger = logger
    }

    /// Until shutdown; the handler that runs at that moment ends first.
    package func run() async throws {
        guard let connection = try redis.blockingConnection(stream) else { return try await Redis.idle() }
        let group = StreamGroup(redis: redis, connection: connection, stream: stream, name: group, consumer: consumer)
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await connection.run() }
            tasks.addTask { await consume(group) }
            try await tasks.waitForAll()
        }
    }

    private func consume(_ group: StreamGroup) async {
        var backoff = Backoff()
        var nextSweep = ContinuousClock.now
        while !group.connection.isStopped {
            do {
                try await group.connection.untilConnected()
                try await cancelWhenGracefulShutdown { try await redis.untilConnected() }
                if nextSweep <= .now { nextSweep = .now + (try await sweep(group)) }
                let wait = min(.seconds(5), ContinuousClock.now.duration(to: nextSweep))
                let entries = try await group.next(count: max(batch, Self.page), wait: wait)
                for start in stride(from: 0, to: entries.count, by: batch) where !group.connection.isStopped {
                    let together = Array(entries[start..<min(start + batch, entries.count)])
                    if await !handleFirst(together, group) { nextSweep = min(nextSweep, .now + retryDelay) }
                }
                backoff.reset()
            } catch let error as RedisError where error.code == "NOGROUP" {
                // The first start, or Redis has lost its memory.
                do { try await group.create() } catch { await pause(backoff.next(), after: error) }
            } catch {
                // Entries may have been delivered to a connection that did not live to bring them.
                nextSweep = .now
                if !group.connection.isStopped { await pause(backoff.next(), after: error) }
            }
        }
    }

    /// Tries again what is due, of this consumer and of those that are gone. Returns when to look again.
    private func sweep(_ group: StreamGroup) async throws -> Duration {
        var isAnyLeft = false
        for entry in try await group.ownPending() {
            if entry.idle >= delay(after: entry.deliveries), try await retry(entry, idle: retryDelay, group) {
                continue
            }
            isAnyLeft = true
        }
        for entry in try await group.abandoned(after: staleAfter) {
            if try await !retry(entry, idle: staleAfter, group) { isAnyLeft = true }
        }
        metrics.deadLetters.record(try await redis.deadLetters(stream))
        return isAnyLeft ? retryDelay : min(staleAfter / 2, .seconds(15))
    }

    /// False where the entry is still to be done.
    private func retry(_ pending: StreamGroup.Pending, idle: Duration, _ group: StreamGroup) async throws -> Bool {
        guard !group.connection.isStopped else { return false }
        guard let entry = try await group.claim(pending, idle: idle) else { return true }
        guard pending.deliveries < Self.attempts else {
            try await bury(entry, reason: "no answer after \(pending.deliveries) deliveries", group)
            return true
        }
        return await handle(entry, attempt: pending.deliveries + 1, group)
    }

    /// 1, 5, 25, 125 retry delays: a database that restarts does not cost an event its attempts.
    private func delay(after deliveries: Int) -> Duration {
        (1..<max(1, min(deliveries, Self.attempts))).reduce(retryDelay) { delay, _ in delay * 5 }
    }

    /// False where some have to be tried again.
    private func handleFirst(_ entries: [StreamEntry], _ group: StreamGroup) async -> Bool {
        if entries.count > 1, (try? await handler(entries)) != nil {
            metrics.handled.increment(by: Int64(entries.count))
            return (try? await group.acknowledge(entries.map(\.id))) != nil
        }
        var isAllDone = true
        for entry in entries where !group.connection.isStopped {
            if await !handle(entry, attempt: 1, group) { isAllDone = false }
        }
        return isAllDone
    }

    /// False where the entry has to be tried again.
    private func handle(_ entry: StreamEntry, attempt: Int, _ group: StreamGroup) async -> Bool {
        do {
            try await handler([entry])
            metrics.handled.increment()
        } catch {
            // Its text might quote what the event is about.
            let reason = "\(type(of: error))"
            metrics.failures.increment()
            logger.warning(
                "event not handled",
                metadata: ["event": "\(entry.eventID)", "attempt": "\(attempt)", "error": "\(reason)"]
            )
            guard attempt >= Self.attempts, !(error is CancellationError) else { return false }
            do { try await bury(entry, reason: reason, group) } catch { return false }
            return true
        }
        // Where this fails the entry comes again, and the handler finds that it knows the event.
        do { try await group.acknowledge(entry.id) } catch { return false }
        return true
    }

    private func bury(_ entry: StreamEntry, reason: String, _ group: StreamGroup) async throws {
        try await group.bury(entry, reason: reason)
        metrics.buried.increment()
        logger.error("event given up", metadata: ["event": "\(entry.eventID)", "reason": "\(reason)"])
        metrics.deadLetters.record(try await redis.deadLetters(stream))
    }

    private func pause(_ duration: Duration, after error: any Error) async {
        logger.debug("stream not read", metadata: ["error": "\(error)"])
        // Ends early at shutdown, by an error that says nothing new.
        try? await cancelWhenGracefulShutdown { try await Task.sleep(for: duration) }
    }
}

extension StreamConsumer {
    private struct Metrics: Sendable {
        let handled: Counter
        let failures: Counter
        let buried: Counter
        let deadLetters: Gauge

        init(stream: String, factory: any MetricsFactory) {
            let dimensions = [("stream", stream)]
            handled = Counter(label: "stream_events_handled_total", dimensions: dimensions, factory: factory)
            failures = Counter(label: "stream_events_failed_total", dimensions: dimensions, factory: factory)
            buried = Counter(label: "stream_events_given_up_total", dimensions: dimensions, factory: factory)
            deadLetters = Gauge(label: "stream_dead_letters", dimensions: dimensions, factory: factory)
        }
    }
}
