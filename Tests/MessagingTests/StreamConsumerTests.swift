import DaemonTesting
import Messaging
import Testing

@Suite(.enabled(if: TestRedis.isInstalled), .timeLimit(.minutes(1)))
struct StreamConsumerTests {
    let server: TestRedis
    let ledger = Ledger()

    init() throws { server = try TestRedis() }

    func consumer(
        _ redis: Redis,
        group: String = "readers",
        named name: String = "one",
        retryDelay: Duration = .milliseconds(2),
        staleAfter: Duration = .seconds(60),
        handler: @escaping @Sendable (StreamEntry) async throws -> Void
    ) -> StreamConsumer {
        StreamConsumer(
            redis: redis,
            stream: "events",
            group: group,
            consumer: name,
            retryDelay: retryDelay,
            staleAfter: staleAfter,
            handler: handler
        )
    }

    @Test func sharesEntriesAmongTheConsumersOfAGroupAndGivesAllToEveryGroup() async throws {
        let other = Ledger()
        try await withRedis(
            at: server.url,
            beside: { redis in
                [
                    consumer(redis, named: "one") { [ledger] in await ledger.apply($0) },
                    consumer(redis, named: "two") { [ledger] in await ledger.apply($0) },
                    consumer(redis, group: "others") { [other] in await other.apply($0) },
                ]
            },
            { redis in
                for number in 0..<200 { try await redis.append(["id": "e\(number)", "data": "{}"], to: "events") }
                try await until {
                    let counts = await (ledger.effects.count, other.effects.count)
                    return counts == (200, 200)
                }
            }
        )
        #expect(await ledger.deliveries.values.allSatisfy { $0 == 1 })
        #expect(await other.effects == (0..<200).map { "e\($0)" })
    }

    @Test func triesFiveTimesAndThenSetsAsideWithTheReason() async throws {
        try await withRedis(
            at: server.url,
            beside: { redis in
                [
                    consumer(redis) { [ledger] entry in
                        if entry.eventID == "bad" { try await ledger.refuse(entry) }
                        await ledger.apply(entry)
                    }
                ]
            },
            { redis in
                try await redis.append(["id": "bad", "data": "{}"], to: "events")
                try await redis.append(["id": "good", "data": "{}"], to: "events")
                try await until { try await redis.deadLetters("events") == 1 }
                #expect(await ledger.deliveries == ["bad": 5, "good": 1])

                let dead = try await redis.command("XRANGE", "events:dead", "-", "+")
                let entry = try #require(dead.array?.first?.array?.last?.array)
                let fields = entry.compactMap(\.text)
                let reason = try #require(fields.firstIndex(of: "reason"))
                #expect(fields[fields.index(after: reason)] == "Refusal")
                #expect(fields.contains("bad"))
                try await until { try await redis.command("XPENDING", "events", "readers").array?.first?.integer == 0 }
            }
        )
    }

    @Test func handlesTogetherWhatArrivedTogetherAndTheRestOfABatchThatFailed() async throws {
        let (batches, batch) = AsyncStream.makeStream(of: Int.self)
        try await withRedis(at: server.url) { redis in
            for number in 0..<100 { try await redis.append(["id": "e\(number)", "data": "{}"], to: "events") }
        }
        try await withRedis(
            at: server.url,
            beside: { [ledger] redis in
                [
                    StreamConsumer(
                        redis: redis,
                        stream: "events",
                        group: "readers",
                        consumer: "one",
                        retryDelay: .milliseconds(2),
                        batch: 50
                    ) { entries in
                        batch.yield(entries.count)
                        if let bad = entries.first(where: { $0.eventID == "e70" }) { try await ledger.refuse(bad) }
                        for entry in entries { await ledger.apply(entry) }
                    }
                ]
            },
            { redis in
                try await until { try await redis.deadLetters("events") == 1 }
                try await until { try await redis.command("XPENDING", "events", "readers").array?.first?.integer == 0 }
            }
        )
        batch.finish()
        let sizes = await batches.reduce(into: [Int]()) { $0.append($1) }
        // One batch at once, the other once and then each entry by itself, the bad one five times.
        #expect(sizes.prefix(2) == [50, 50])
        #expect(sizes.count == 2 + 50 + 4)
        #expect(await ledger.effects.count == 99)
    }

    @Test func countsTheDeliveriesOfConsumersThatNeverAnswered() async throws {
        try await withRedis(at: server.url) { redis in
            try await redis.command("XGROUP", "CREATE", "events", "readers", "0", "MKSTREAM")
            let id = try await redis.append(["id": "deadly"], to: "events")
            try await redis.command("XREADGROUP", "GROUP", "readers", "gone", "STREAMS", "events", ">")
            for _ in 0..<4 { try await redis.command("XCLAIM", "events", "readers", "gone", 0, id) }
        }
        try await withRedis(
            at: server.url,
            beside: { redis in [consumer(redis, staleAfter: .milliseconds(20)) { [ledger] in await ledger.apply($0) }]
            },
            { redis in try await until { try await redis.deadLetters("events") == 1 } }
        )
        #expect(await ledger.effects == [])
    }

    @Test func takesOverWhatAKilledConsumerLeft() async throws {
        try await withRedis(at: server.url) { redis in
            try await redis.command("XGROUP", "CREATE", "events", "readers", "0", "MKSTREAM")
            try await redis.append(["id": "left"], to: "events")
            try await redis.command("XREADGROUP", "GROUP", "readers", "killed", "STREAMS", "events", ">")
        }
        try await withRedis(
            at: server.url,
            beside: { redis in [consumer(redis, staleAfter: .milliseconds(20)) { [ledger] in await ledger.apply($0) }]
            },
            { redis in
                try await until { await ledger.effects == ["left"] }
                try await until { try await redis.command("XPENDING", "events", "readers").array?.first?.integer == 0 }
            }
        )
    }

    @Test(arguments: [false, true]) func goesOnAfterRedisWasKilled(emptied: Bool) async throws {
        try await withRedis(
            at: server.url,
            beside: { redis in [consumer(redis) { [ledger] in await ledger.apply($0) }] },
            { redis in
                try await redis.append(["id": "before"], to: "events")
                try await until { await ledger.effects == ["before"] }
                try server.restart(emptied: emptied)
                try await redis.untilConnected()
                try await redis.append(["id": "after"], to: "events")
                try await until { await ledger.effects == ["before", "after"] }
            }
        )
    }

    @Test func letsTheRunningHandlerEndAndStopsPromptly() async throws {
        let clock = ContinuousClock()
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let stopping = try await withRedis(
            at: server.url,
            beside: { redis in
                [
                    consumer(redis) { [ledger] entry in
                        start.yield()
                        try await Task.sleep(for: .milliseconds(100))
                        await ledger.apply(entry)
                    }
                ]
            },
            { redis in
                try await redis.append(["id": "running"], to: "events")
                await started.first { true }
                return clock.now
            }
        )
        #expect(stopping.duration(to: clock.now) < .seconds(2))
        #expect(await ledger.effects == ["running"])
        let pending = try await withRedis(at: server.url) { redis in
            try await redis.command("XPENDING", "events", "readers").array?.first
        }
        #expect(pending == .integer(0))
    }
}
