import CoreMetrics
import Logging
import ServiceLifecycle
import Synchronization

/// A connection that is kept up by a thread of its own: callers queue commands, the thread pipelines them.
final class RedisConnection: Service {
    private enum Phase { case away, connected, stopped }

    private struct State {
        var phase = Phase.away
        /// Why it is away.
        var reason = "not started"
        /// How many times it has connected.
        var epoch = 0
        var queue: [PendingCommand] = []
        var inFlight = 0
        var arrivals: [Promise<Void>] = []
    }

    private static let connectTimeout = Duration.seconds(2)
    private static let capacity = 32_768

    private let address: RedisAddress
    private let timeout: Duration
    private let logger: Logger
    private let metrics: RedisMetrics
    private let wakeup: Wakeup
    private let state = Mutex(State())

    init(
        address: RedisAddress,
        timeout: Duration,
        logger: Logger,
        metrics: RedisMetrics
    ) throws {
        self.address = address
        self.timeout = timeout
        self.logger = logger
        self.metrics = metrics
        wakeup = try Wakeup()
    }

    var isConnected: Bool { state.withLock { $0.phase == .connected } }
    var isStopped: Bool { state.withLock { $0.phase == .stopped } }

    /// Nil when connected, otherwise why not.
    var fault: String? { state.withLock { $0.phase == .connected ? nil : $0.reason } }

    /// Keeps the connection up until shutdown; commands in flight at that moment fail.
    func run() async throws {
        try await run(push: nil)
    }

    func run(push: (any RedisPushHandler)?) async throws {
        try await withTaskCancellationOrGracefulShutdownHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                do {
                    try DedicatedThread.start {
                        self.keepConnected(push)
                        continuation.resume()
                    }
                } catch {
                    continuation.resume(throwing: error)
                }
            }
        } onCancelOrGracefulShutdown: {
            self.stop()
        }
    }

    func stop() {
        let arrivals = state.withLock { state in
            state.phase = .stopped
            state.reason = "stopped"
            defer { state.arrivals = [] }
            return state.arrivals
        }
        wakeup.signal()
        for arrival in arrivals { arrival.set(.failure(RedisError.unavailable)) }
    }

    /// Returns once connected; throws `.unavailable` when the connection was stopped.
    func untilConnected() async throws {
        let arrival = Promise<Void>()
        state.withLock { state in
            switch state.phase {
            case .connected: arrival.set(.success(()))
            case .stopped: arrival.set(.failure(RedisError.unavailable))
            case .away: state.arrivals = state.arrivals.filter { !$0.isSet } + [arrival]
            }
        }
        try await arrival.value
    }

    /// Another number after every reconnect.
    var epoch: Int { state.withLock { $0.epoch } }

    /// Queues commands next to each other, so that their order is kept; fails at once when not connected, or no longer
    /// in the epoch that the caller means.
    func submit(
        _ wires: [[UInt8]],
        timeout: Duration? = nil,
        epoch: Int? = nil
    ) throws(RedisError) -> [PendingCommand] {
        let deadline = ContinuousClock.now + (timeout ?? self.timeout)
        let commands = wires.map { PendingCommand(wire: $0, deadline: deadline) }
        let result = state.withLock { state -> Result<Bool, RedisError> in
            guard state.phase == .connected, epoch ?? state.epoch == state.epoch else { return .failure(.unavailable) }
            let waiting = state.queue.count + state.inFlight
            guard waiting + commands.count <= Self.capacity else { return .failure(.overloaded) }
            defer { state.queue.append(contentsOf: commands) }
            return .success(state.queue.isEmpty)
        }
        do {
            // The thread takes the whole queue, so only the first command in it needs to wake it.
            if try result.get() { wakeup.signal() }
        } catch {
            metrics.failures.increment(by: commands.count)
            throw error
        }
        return commands
    }

    func command(_ arguments: [any RedisArgument], timeout: Duration? = nil) async throws -> RedisReply {
        let commands = try submit([RedisCommand.encode(arguments)], timeout: timeout)
        guard let command = commands.first else { return .null }
        do {
            return try await command.reply.value
        } catch {
            metrics.failures.increment()
            throw error
        }
    }
}

// On the connection's thread.
extension RedisConnection {
    private func keepConnected(_ push: (any RedisPushHandler)?) {
        var backoff = Backoff()
        var hasConnected = false
        while !isStopped {
            do {
                let session = try RedisSession(address, connectTimeout: Self.connectTimeout, commandTimeout: timeout)
                backoff.reset()
                if hasConnected { metrics.reconnects.increment() }
                hasConnected = true
                try serve(session, push)
            } catch {
                closed(because: error.reason)
            }
            pause(backoff.next())
        }
    }

    private func serve(_ session: RedisSession, _ push: (any RedisPushHandler)?) throws(RedisSessionError) {
        let pipeline = RedisPipeline(session: session, wakeup: wakeup, timeout: timeout, push: push)
        opened()
        push?.connectionOpened()
        defer {
            lost(pipeline)
            push?.connectionClosed()
        }
        while let batch = takeQueue(inFlight: pipeline.count) {
            try pipeline.send(batch)
            try pipeline.turn()
        }
    }

    /// Nil once the connection is to end.
    private func takeQueue(inFlight: Int) -> [PendingCommand]? {
        let batch = state.withLock { state -> [PendingCommand]? in
            guard state.phase == .connected else { return nil }
            let batch = state.queue
            state.queue = []
            state.inFlight = inFlight + batch.count
            return batch
        }
        if let batch, !batch.isEmpty {
            metrics.commands.increment(by: batch.count)
            metrics.queueDepth.record(inFlight + batch.count)
        }
        return batch
    }

    private func opened() {
        let arrivals = state.withLock { state -> [Promise<Void>] in
            guard state.phase != .stopped else { return [] }
            state.phase = .connected
            state.reason = ""
            state.epoch += 1
            defer { state.arrivals = [] }
            return state.arrivals
        }
        metrics.connected.record(1)
        logger.info("redis connected")
        for arrival in arrivals { arrival.set(.success(())) }
    }

    private func lost(_ pipeline: RedisPipeline) {
        let queued = state.withLock { state in
            if state.phase == .connected { state.phase = .away }
            state.inFlight = 0
            defer { state.queue = [] }
            return state.queue
        }
        for command in queued { command.reply.set(.failure(RedisError.unavailable)) }
        _ = pipeline.failAll()
        metrics.connected.record(0)
        metrics.queueDepth.record(0)
    }

    private func closed(because reason: String) {
        let changed = state.withLock { state -> Bool in
            guard state.phase != .stopped, state.reason != reason else { return false }
            state.reason = reason
            return true
        }
        // Once for a reason, not at every attempt.
        if changed { logger.warning("redis is away", metadata: ["reason": "\(reason)"]) }
    }

    private func pause(_ duration: Duration) {
        let end = ContinuousClock.now + duration
        while !isStopped, ContinuousClock.now < end {
            _ = wakeup.wait(timeout: ContinuousClock.now.duration(to: end))
        }
    }
}
