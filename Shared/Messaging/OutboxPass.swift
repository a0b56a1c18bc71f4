import FoundationEssentials
import Persistence

/// Goes through the outbox from its oldest row, sends what is missing and settles what is acknowledged.
actor OutboxPass {
    private static let cleaning = Duration.seconds(3600)
    /// How far below the highest number seen a new row may appear: concurrent transactions commit out of order.
    private static let overlap: Int64 = 1000

    private let database: Database
    private let redis: Redis
    private let holder = UUID().uuidString
    private var streams: [String: RelayedStream] = [:]
    private var nextCleaning = ContinuousClock.now
    private var nextWhole = ContinuousClock.now
    private var highest: Int64 = 0

    init(database: Database, redis: Redis) {
        self.database = database
        self.redis = redis
    }

    func run() async throws {
        if nextCleaning <= .now { try await clean() }
        do {
            let start = ContinuousClock.now
            let isWhole = nextWhole <= start
            try await send(after: isWhole ? 0 : max(0, highest - Self.overlap))
            // A long backlog, with a consumer away, is not read again for every new event.
            if isWhole { nextWhole = .now + start.duration(to: .now) * 10 }
            for stream in streams.values {
                // What has vanished is sent again at once.
                if try await !stream.settle() { try await send(after: 0) }
            }
        } catch {
            nextWhole = .now
            for stream in streams.values { await stream.forget() }
            throw error
        }
    }

    func release() async {
        for stream in streams.values { await stream.release() }
    }

    private func send(after start: Int64) async throws {
        var sequence = start
        var prepared: Set<String> = []
        while true {
            let events = try await database.read { [sequence] in try Outbox.pending(after: sequence, in: $0) }
            guard let last = events.last else { return }
            for (name, events) in Dictionary(grouping: events, by: \.stream) {
                let stream = stream(name)
                if start == 0, prepared.insert(name).inserted {
                    try await stream.prepare()
                } else if start > 0, await stream.isStale {
                    return try await send(after: 0)
                }
                try await stream.send(events)
            }
            sequence = last.sequence
            highest = max(highest, sequence)
        }
    }

    private func stream(_ name: String) -> RelayedStream {
        if let stream = streams[name] { return stream }
        let stream = RelayedStream(name: name, holder: holder, redis: redis, database: database)
        streams[name] = stream
        return stream
    }

    private func clean() async throws {
        nextCleaning = .now + Self.cleaning
        let oldest = Date(timeIntervalSinceNow: -Double(Outbox.retention.components.seconds))
        try await database.write { try Outbox.dropUnread(olderThan: oldest, from: $0) }
        guard redis.isConnected else { return }
        let bound = StreamID(UInt64(oldest.timeIntervalSince1970 * 1000), 0)
        for stream in streams.values { try await stream.trimUnread(before: bound) }
    }
}
