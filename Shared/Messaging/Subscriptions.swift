import Synchronization

/// Who listens to which channel, on one connection that is restored with all of its channels.
///
/// Nobody is told anything under the lock: cancelling a reader takes the lock of its task and then this one, and telling
/// it takes them the other way round.
final class Subscriptions: Sendable {
    private typealias Continuation = AsyncStream<RedisMessage>.Continuation

    private struct Subscriber {
        let channels: Set<String>
        let continuation: Continuation
        /// Has been told that all of its channels are subscribed since the connection opened.
        var isAnnounced = false
    }

    private struct State {
        var isOpen = false
        var isEnded = false
        var lastID = 0
        var subscribers: [Int: Subscriber] = [:]
        /// Channel → confirmations still to come. A channel that is wanted and not in here is subscribed.
        var unconfirmed: [String: Int] = [:]

        func isWanted(_ channel: String) -> Bool { subscribers.values.contains { $0.channels.contains(channel) } }
    }

    private static let buffer = 1024

    private let connection: RedisConnection
    private let state = Mutex(State())

    init(_ connection: RedisConnection) { self.connection = connection }

    var fault: String? { connection.fault }

    func run() async throws {
        try await connection.run(push: self)
        let continuations = state.withLock { state in
            state.isEnded = true
            return state.subscribers.values.map(\.continuation)
        }
        for continuation in continuations { continuation.finish() }
    }

    func subscribe(_ channels: Set<String>) -> AsyncStream<RedisMessage> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: RedisMessage.self,
            bufferingPolicy: .bufferingNewest(Self.buffer)
        )
        let id = state.withLock { state -> Int? in
            if state.isEnded { return nil }
            state.lastID += 1
            let missing = channels.filter { !state.isWanted($0) }
            state.subscribers[state.lastID] = Subscriber(channels: channels, continuation: continuation)
            if state.isOpen { ask("SUBSCRIBE", missing, &state) }
            return state.lastID
        }
        if let id {
            continuation.onTermination = { [weak self] _ in self?.unsubscribe(id) }
            announce()
        } else {
            continuation.finish()
        }
        return stream
    }

    private func unsubscribe(_ id: Int) {
        state.withLock { state in
            guard let subscriber = state.subscribers.removeValue(forKey: id), state.isOpen else { return }
            ask("UNSUBSCRIBE", subscriber.channels.filter { !state.isWanted($0) }, &state)
        }
    }

    /// Sent under the lock, so that the order on the wire is the order of the changes.
    private func ask(_ verb: String, _ channels: Set<String>, _ state: inout State) {
        guard !channels.isEmpty else { return }
        for channel in channels { state.unconfirmed[channel, default: 0] += 1 }
        // Where this fails the connection is going away, and its successor subscribes to everything.
        _ = try? connection.submit([RedisCommand.encode([verb] + channels)])
    }

    /// Tells those who don't know it yet that all of their channels are subscribed.
    private func announce() {
        let continuations = state.withLock { state -> [Continuation] in
            guard state.isOpen else { return [] }
            let ready = state.subscribers.filter { _, subscriber in
                !subscriber.isAnnounced && subscriber.channels.allSatisfy { state.unconfirmed[$0] == nil }
            }
            for id in ready.keys { state.subscribers[id]?.isAnnounced = true }
            return ready.values.map(\.continuation)
        }
        for continuation in continuations { continuation.yield(.connected) }
    }
}

extension Subscriptions: RedisPushHandler {
    func connectionOpened() {
        state.withLock { state in
            state.isOpen = true
            state.unconfirmed = [:]
            let channels = state.subscribers.values.reduce(into: Set()) { $0.formUnion($1.channels) }
            ask("SUBSCRIBE", channels, &state)
        }
    }

    func connectionClosed() {
        state.withLock { state in
            state.isOpen = false
            for id in state.subscribers.keys { state.subscribers[id]?.isAnnounced = false }
        }
    }

    func received(_ reply: RedisReply) {
        guard let parts = reply.array, parts.count == 3, let channel = parts[1].text else { return }
        switch parts[0].text {
        case "message": deliver(channel, parts[2].text ?? "")
        case "subscribe", "unsubscribe": confirm(channel)
        default: break
        }
    }

    private func confirm(_ channel: String) {
        let isSettled = state.withLock { state in
            let remaining = state.unconfirmed[channel, default: 1] - 1
            state.unconfirmed[channel] = remaining > 0 ? remaining : nil
            return remaining <= 0
        }
        if isSettled { announce() }
    }

    private func deliver(_ channel: String, _ payload: String) {
        let continuations = state.withLock { state in
            state.subscribers.values.filter { $0.channels.contains(channel) }.map(\.continuation)
        }
        let message = RedisMessage.published(channel: channel, payload: payload)
        for continuation in continuations {
            // A reader so slow that its buffer overflowed has missed something, and must hear of it.
            if case .dropped = continuation.yield(message) { continuation.yield(.connected) }
        }
    }
}
