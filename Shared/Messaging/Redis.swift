import CoreMetrics
import Logging
import ServiceLifecycle

/// The suite's Redis: commands, pub/sub, keys and streams. Put it first in the service group, so that it stops last.
///
/// Redis is optional everywhere: without a URL, or while it is away, calls throw `RedisError.unavailable` at once.
package final class Redis: Service {
    let logger: Logger
    let metrics: any MetricsFactory
    private let address: RedisAddress?
    private let commandTimeout: Duration
    private let commands: RedisConnection?
    private let subscriptions: Subscriptions?

    /// Throws `RedisAddressError`, which names REDIS_URL, when the URL is malformed or asks for TLS.
    package init(
        url: String?,
        logger: Logger,
        metrics: any MetricsFactory,
        commandTimeout: Duration = .seconds(2)
    ) throws {
        self.logger = logger
        self.metrics = metrics
        self.commandTimeout = commandTimeout
        address = try url.map { url throws(RedisAddressError) in try RedisAddress(url) }
        commands = try Self.connection("commands", address, commandTimeout, logger, metrics)
        subscriptions = try Self.connection("subscriptions", address, commandTimeout, logger, metrics)
            .map(Subscriptions.init)
    }

    package var isConfigured: Bool { address != nil }
    package var isConnected: Bool { commands?.isConnected ?? false }

    package func run() async throws {
        guard let commands, let subscriptions else { return try await Self.idle() }
        try await withThrowingTaskGroup { group in
            group.addTask { try await commands.run() }
            group.addTask { try await subscriptions.run() }
            try await group.waitForAll()
        }
    }

    /// Nil when fine, otherwise a short reason.
    package func healthy() async -> String? {
        guard let commands, let subscriptions else { return "not configured" }
        return commands.fault ?? subscriptions.fault
    }

    /// Returns once commands can be sent; throws `.unavailable` where there is no Redis or it was stopped.
    package func untilConnected() async throws {
        guard let commands else { throw RedisError.unavailable }
        try await commands.untilConnected()
    }

    /// One command and its reply; an error reply is thrown as `RedisError.refused`.
    @discardableResult
    package func command(_ arguments: any RedisArgument...) async throws -> RedisReply {
        try await command(arguments)
    }

    @discardableResult
    package func command(_ arguments: [any RedisArgument]) async throws -> RedisReply {
        guard let commands else { throw RedisError.unavailable }
        return try await commands.command(arguments)
    }

    /// Commands sent next to each other in this order; one result each, in the same order.
    package func pipeline(_ batch: [[any RedisArgument]]) async throws -> [Result<RedisReply, any Error>] {
        try await pipeline(batch, epoch: nil)
    }

    /// Counts the connections made: what was learned in one may be wrong in the next.
    var epoch: Int { commands?.epoch ?? 0 }

    func pipeline(_ batch: [[any RedisArgument]], epoch: Int?) async throws -> [Result<RedisReply, any Error>] {
        guard let commands else { throw RedisError.unavailable }
        let pending = try commands.submit(batch.map(RedisCommand.encode), epoch: epoch)
        var results: [Result<RedisReply, any Error>] = []
        results.reserveCapacity(pending.count)
        for command in pending {
            do {
                results.append(.success(try await command.reply.value))
            } catch {
                results.append(.failure(error))
            }
        }
        return results
    }

    /// Messages published on these channels from now on. Begins with `.connected`, which comes again after every gap.
    ///
    /// The stream ends when Redis stops; where Redis is not configured it stays silent. Ending the iteration unsubscribes.
    package func subscribe(_ channels: [String]) -> AsyncStream<RedisMessage> {
        subscriptions?.subscribe(Set(channels)) ?? AsyncStream { _ in }
    }

    package func publish(_ channel: String, _ payload: any RedisArgument) async throws {
        try await command("PUBLISH", channel, payload)
    }

    /// A connection of its own for a command that blocks; nil without a URL. The caller runs it.
    func blockingConnection(_ name: String) throws -> RedisConnection? {
        try Self.connection(name, address, commandTimeout, logger, metrics)
    }

    /// What a service does that has nothing to do: it must not return before shutdown, or the daemon would end.
    static func idle() async throws {
        try await gracefulShutdown()
    }

    private static func connection(
        _ name: String,
        _ address: RedisAddress?,
        _ timeout: Duration,
        _ logger: Logger,
        _ metrics: any MetricsFactory
    ) throws -> RedisConnection? {
        guard let address else { return nil }
        var logger = logger
        logger[metadataKey: "connection"] = "\(name)"
        return try RedisConnection(
            address: address,
            timeout: timeout,
            logger: logger,
            metrics: RedisMetrics(connection: name, factory: metrics)
        )
    }
}
