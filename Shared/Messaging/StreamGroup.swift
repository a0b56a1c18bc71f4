/// A consumer group of a stream, seen by one of its consumers.
struct StreamGroup: Sendable {
    /// Delivered, but not yet acknowledged.
    struct Pending: Sendable {
        let id: String
        let consumer: String
        let idle: Duration
        let deliveries: Int

        init?(_ reply: RedisReply) {
            guard let parts = reply.array, parts.count == 4, let id = parts[0].text, let consumer = parts[1].text,
                let idle = parts[2].integer, let deliveries = parts[3].integer
            else { return nil }
            self.id = id
            self.consumer = consumer
            self.idle = .milliseconds(idle)
            self.deliveries = deliveries
        }
    }

    static let page = 100

    let redis: Redis
    /// Where reads may wait without holding up anybody else's commands.
    let connection: RedisConnection
    let stream: String
    let name: String
    let consumer: String

    /// From the beginning of the stream, so that nothing is missed that was sent before.
    func create() async throws {
        do {
            try await redis.command("XGROUP", "CREATE", stream, name, "0", "MKSTREAM")
        } catch let error as RedisError where error.code == "BUSYGROUP" {
            // Another replica was faster.
        }
    }

    /// New entries, after at most `wait`.
    func next(count: Int, wait: Duration) async throws -> [StreamEntry] {
        // BLOCK 0 would wait for ever.
        let milliseconds = max(1, wait.milliseconds)
        let reply = try await connection.command(
            ["XREADGROUP", "GROUP", name, consumer, "COUNT", count, "BLOCK", milliseconds, "STREAMS", stream, ">"],
            timeout: wait + .seconds(2)
        )
        return reply.array?.first?.array?.last?.array?.compactMap(StreamEntry.init) ?? []
    }

    /// What this consumer has not acknowledged, whenever it got it.
    func ownPending() async throws -> [Pending] {
        let reply = try await redis.command("XPENDING", stream, name, "-", "+", Self.page, consumer)
        return reply.array?.compactMap(Pending.init) ?? []
    }

    /// What other consumers have had for so long that they must be gone.
    func abandoned(after idle: Duration) async throws -> [Pending] {
        let reply = try await redis.command("XPENDING", stream, name, "IDLE", idle.milliseconds, "-", "+", Self.page)
        return reply.array?.compactMap(Pending.init).filter { $0.consumer != consumer } ?? []
    }

    /// Takes an entry over; nil when another consumer was faster or the entry is gone.
    func claim(_ pending: Pending, idle: Duration) async throws -> StreamEntry? {
        let reply = try await redis.command("XCLAIM", stream, name, consumer, idle.milliseconds, pending.id)
        guard let first = reply.array?.first else { return nil }
        if let entry = StreamEntry(first) { return entry }
        // Before Redis 7 a trimmed entry stays pending for ever.
        try await acknowledge(pending.id)
        return nil
    }

    func acknowledge(_ id: String) async throws {
        try await acknowledge([id])
    }

    func acknowledge(_ ids: [String]) async throws {
        try await redis.command(["XACK", stream, name] + ids)
    }

    /// Moves an entry to the dead letters, once even where two consumers try.
    func bury(_ entry: StreamEntry, reason: String) async throws {
        let fields = entry.fields.flatMap { name, value in [name, value] as [any RedisArgument] }
        _ = try await redis.evaluate(
            """
            if redis.call('XACK', KEYS[1], ARGV[1], ARGV[2]) == 1 then
                redis.call('XADD', KEYS[2], '*', 'reason', ARGV[3], 'group', ARGV[1], 'entry', ARGV[2], unpack(ARGV, 4))
            end
            return 1
            """,
            keys: [stream, Redis.deadLetterStream(of: stream)],
            [name, entry.id, reason] + fields
        )
    }
}
