import Persistence

/// One stream as the outbox relay sees it: which events are in it, and which of them every group has acknowledged.
actor RelayedStream {
    private static let page = 500

    private let redis: Redis
    private let database: Database
    private let name: String
    /// Whoever holds it relays; others wait, so that events keep their order.
    private let lock: RelayLock
    /// Groups that events wait for, also those that Redis has forgotten.
    private var groups: Set<String> = []
    /// Event id → its entry. Read from the stream itself, so neither a restart nor a lost memory leaves it wrong.
    private var sent: [String: StreamID] = [:]
    /// The connection that `sent` was read on; nil where it has to be read again.
    private var epoch: Int?
    /// Nil until the lock was tried.
    private var isHolder: Bool?

    init(name: String, holder: String, redis: Redis, database: Database) {
        self.name = name
        self.redis = redis
        self.database = database
        lock = RelayLock(key: "consulta:outbox:lock:\(name)", holder: holder, redis: redis)
    }

    var hasReaders: Bool { !groups.isEmpty }

    /// Redis may have lost its memory between two connections: what is in the stream has to be read again, and events
    /// gone through from the oldest, lest a new one overtake a lost one.
    var isStale: Bool { isHolder != false && epoch != redis.epoch }

    /// What it knows may be wrong.
    func forget() { epoch = nil }

    /// Before the oldest event of the stream is sent.
    func prepare() async throws {
        if try await hold(), epoch != redis.epoch { try await load() }
    }

    /// Sends those that are not in the stream, in this order, unless another replica relays this stream.
    func send(_ events: [Outbox.Entry]) async throws {
        guard try await hold(), let epoch else { return }
        let missing = events.filter { sent[$0.id] == nil }
        guard !missing.isEmpty else { return }
        let results = try await redis.pipeline(
            missing.map { ["XADD", name, "*", "id", $0.id, "type", $0.type, "data", $0.payload] },
            epoch: epoch
        )
        for (event, result) in zip(missing, results) {
            guard let id = StreamID(try result.get().text) else { throw RedisError.unexpectedReply }
            sent[event.id] = id
        }
    }

    /// Deletes what every group has acknowledged, here and in the outbox. False where sent events have vanished.
    func settle() async throws -> Bool {
        guard epoch != nil, !sent.isEmpty else { return true }
        let ends = [sent.values.min(), sent.values.max()].compactMap(\.self)
        var state = try await StreamState.read(name, checking: ends, redis)
        try await remember(state.groups)
        guard state.missing == 0 else {
            forget()
            return false
        }
        guard let bound = state.acknowledged(by: groups) else { return true }
        let acknowledged = sent.filter { $0.value < bound }.sorted { $0.value < $1.value }
        for start in stride(from: 0, to: acknowledged.count, by: Self.page) {
            let page = acknowledged[start..<min(start + Self.page, acknowledged.count)]
            // An acknowledgement counts only while the entry is there: a stream that was emptied and begun anew has
            // delivered higher ids than those of events that nobody has seen.
            state = try await StreamState.read(name, checking: page.map(\.value), redis)
            guard state.missing == 0, let now = state.acknowledged(by: groups), now >= bound else {
                forget()
                return false
            }
            let ids = page.map(\.key)
            try await database.write { try Outbox.remove(ids: ids, from: $0) }
            for id in ids { sent[id] = nil }
        }
        if !acknowledged.isEmpty { try await redis.command("XTRIM", name, "MINID", bound.description) }
        return true
    }

    func trimUnread(before id: StreamID) async throws {
        guard epoch != nil, !hasReaders else { return }
        try await redis.command("XTRIM", name, "MINID", id.description)
        sent = sent.filter { $0.value >= id }
    }

    func release() async {
        await lock.release()
    }

    private func hold() async throws -> Bool {
        let isHolder = try await lock.hold()
        if !isHolder { forget() }
        self.isHolder = isHolder
        return isHolder
    }

    private func load() async throws {
        groups = try await database.read { [name] in try Outbox.groups(of: name, in: $0) }
        sent = [:]
        let current = redis.epoch
        var start = "-"
        while true {
            let reply = try await redis.command("XRANGE", name, start, "+", "COUNT", Self.page)
            let entries = reply.array?.compactMap(StreamEntry.init) ?? []
            for entry in entries { sent[entry.eventID] = StreamID(entry.id) }
            guard entries.count == Self.page, let last = entries.last else { break }
            start = "(\(last.id)"
        }
        epoch = current
    }

    private func remember(_ present: [StreamState.Group]) async throws {
        let new = Set(present.map(\.name)).subtracting(groups)
        guard !new.isEmpty else { return }
        try await database.write { [name] connection in
            for group in new { try Outbox.remember(group: group, of: name, in: connection) }
        }
        groups.formUnion(new)
    }
}
