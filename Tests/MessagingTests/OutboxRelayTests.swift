import DaemonTesting
import Foundation
import Messaging
import Persistence
import ServiceLifecycle
import Testing

@Suite(.enabled(if: TestRedis.isInstalled), .timeLimit(.minutes(1)))
struct OutboxRelayTests {
    static let stream = "consulta:stream:test"

    let server: TestRedis
    let ledger = Ledger()

    init() throws { server = try TestRedis() }

    func relay(_ database: Database, _ redis: Redis) -> OutboxRelay {
        OutboxRelay(database: database, redis: redis, logger: quiet, interval: .milliseconds(20))
    }

    func consumer(_ redis: Redis) -> StreamConsumer {
        StreamConsumer(redis: redis, stream: Self.stream, group: "readers", consumer: "one") { [ledger] in
            await ledger.apply($0)
        }
    }

    func append(_ ids: some Sequence<String> & Sendable, at date: Date = Date(), to database: Database) async throws {
        try await database.write { connection in
            for id in ids {
                try Outbox.append(
                    "test",
                    id: id,
                    stream: Self.stream,
                    payload: Data("{}".utf8),
                    at: date,
                    to: connection
                )
            }
        }
    }

    func waiting(_ database: Database) async throws -> Int {
        try await database.read { try Outbox.count(in: $0) }
    }

    @Test(arguments: TestDatabase.engines)
    func deliversInOrderAndKeepsNothingThatIsAcknowledged(engine: TestDatabase) async throws {
        try await engine.withDatabase(migrations: [Outbox.migration]) { database in
            try await withRedis(
                at: server.url,
                beside: { [relay(database, $0), consumer($0)] },
                { redis in
                    for number in 0..<50 { try await append(["e\(number)"], to: database) }
                    try await until { try await waiting(database) == 0 }
                    try await until { try await redis.command("XLEN", Self.stream).integer == 0 }
                }
            )
        }
        #expect(await ledger.effects == (0..<50).map { "e\($0)" })
    }

    @Test(arguments: [false, true]) func losesNothingWhenRedisIsKilledMidway(emptied: Bool) async throws {
        try await TestDatabase.sqlite.withDatabase(migrations: [Outbox.migration]) { database in
            try await withRedis(
                at: server.url,
                beside: { [relay(database, $0), consumer($0)] },
                { redis in
                    for number in 0..<300 {
                        try await append(["e\(number)"], to: database)
                        if number % 100 == 40 { server.kill() }
                        if number % 100 == 60 {
                            if emptied { try server.forget() }
                            try server.start()
                        }
                    }
                    try await until { try await waiting(database) == 0 }
                }
            )
        }
        #expect(await Set(ledger.effects) == Set((0..<300).map { "e\($0)" }))
    }

    @Test func sendsAgainWhatAForgetfulRedisHadNotDelivered() async throws {
        try await TestDatabase.sqlite.withDatabase(migrations: [Outbox.migration]) { database in
            try await withRedis(
                at: server.url,
                beside: { [relay(database, $0)] },
                { redis in
                    try await redis.command("XGROUP", "CREATE", Self.stream, "readers", "0", "MKSTREAM")
                    try await append(["old"], to: database)
                    try await until { try await redis.command("XLEN", Self.stream).integer == 1 }
                    try await until {
                        try await database.read { try Outbox.groups(of: Self.stream, in: $0) } == ["readers"]
                    }
                    // Begun anew by others while the relay knows nothing of the loss: higher ids, all acknowledged.
                    try await redis.pipeline([
                        ["DEL", Self.stream],
                        ["XADD", Self.stream, "*", "id", "foreign"],
                        ["XGROUP", "CREATE", Self.stream, "readers", "$"],
                    ]).forEach { _ = try $0.get() }
                    try await until { try await redis.command("XLEN", Self.stream).integer == 2 }
                    #expect(try await waiting(database) == 1)
                    try server.restart(emptied: true)
                    try await append(["new"], to: database)
                }
            )
            // The group is known though Redis has forgotten it, so both events have waited for it.
            #expect(try await waiting(database) == 2)
            try await withRedis(
                at: server.url,
                beside: { [relay(database, $0), consumer($0)] },
                { _ in try await until { try await waiting(database) == 0 } }
            )
        }
        #expect(await ledger.effects == ["old", "new"])
    }

    @Test func doesNotSendTwiceAfterARestartOfTheDaemon() async throws {
        try await TestDatabase.sqlite.withDatabase(migrations: [Outbox.migration]) { database in
            for event in ["a", "b"] {
                try await append([event], to: database)
                try await withRedis(
                    at: server.url,
                    beside: { [relay(database, $0)] },
                    { redis in try await until { try await redis.command("EXISTS", Self.stream).integer == 1 } }
                )
            }
            try await withRedis(
                at: server.url,
                beside: { [relay(database, $0), consumer($0)] },
                { _ in try await until { try await waiting(database) == 0 } }
            )
        }
        #expect(await ledger.deliveries == ["a": 1, "b": 1])
    }

    @Test func keepsOrderWhereTwoReplicasRelayOneDatabase() async throws {
        try await TestDatabase.sqlite.withDatabase(migrations: [Outbox.migration]) { database in
            try await withRedis(
                at: server.url,
                beside: { [relay(database, $0), relay(database, $0), consumer($0)] },
                { _ in
                    for number in 0..<100 { try await append(["e\(number)"], to: database) }
                    try await until { try await waiting(database) == 0 }
                }
            )
        }
        #expect(await ledger.effects == (0..<100).map { "e\($0)" })
    }

    @Test func dropsOnlyWhatNobodyEverReadAfterSevenDays() async throws {
        try await TestDatabase.sqlite.withDatabase(migrations: [Outbox.migration]) { database in
            try await append(["ancient"], at: Date(timeIntervalSinceNow: -8 * 24 * 3600), to: database)
            try await append(["recent"], to: database)
            try await withRedis(
                at: server.url,
                beside: { [relay(database, $0)] },
                { _ in try await until { try await waiting(database) == 1 } }
            )
            let left = try await database.read { try Outbox.pending(in: $0) }
            #expect(left.map(\.id) == ["recent"])
        }
    }

    @Test func waitsWhereNoRedisIsConfigured() async throws {
        try await TestDatabase.sqlite.withDatabase(migrations: [Outbox.migration]) { database in
            try await append(["waiting"], to: database)
            try await withRedis(at: nil, beside: { [relay(database, $0)] }, { _ in })
            #expect(try await waiting(database) == 1)
        }
    }
}
