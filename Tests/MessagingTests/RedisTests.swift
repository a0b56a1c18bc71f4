import CoreMetrics
import DaemonTesting
import Messaging
import ServiceLifecycle
import Testing

@Suite(.enabled(if: TestRedis.isInstalled), .timeLimit(.minutes(1)))
struct RedisTests {
    let server: TestRedis

    init() throws { server = try TestRedis() }

    @Test func answersTenThousandConcurrentCallsEachWithItsOwnReply() async throws {
        try await withRedis(at: server.url) { redis in
            let right = try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<10_000 {
                    group.addTask { try await redis.command("ECHO", number).text == String(number) }
                }
                return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(right == 10_000)
        }
    }

    @Test func keepsTheOrderOfAPipelineAndItsErrorsApart() async throws {
        try await withRedis(at: server.url) { redis in
            let results = try await redis.pipeline([["SET", "a", "1"], ["LPUSH", "a", "x"], ["INCR", "a"]])
            #expect(results.map { (try? $0.get())?.text } == ["OK", nil, "2"])
            let error = try #require(throws: RedisError.self) { try results[1].get() }
            #expect("\(error)" == "Redis refused the command: WRONGTYPE")
        }
    }

    @Test func carriesAnyBytes() async throws {
        try await withRedis(at: server.url) { redis in
            let value = (0...255).map { UInt8($0) } + Array("\r\n$5\r\n".utf8) + [UInt8](repeating: 7, count: 1 << 20)
            try await redis.set("binary", value, expiry: .seconds(60))
            #expect(try await redis.bytes("binary") == value)
            try await redis.set("empty", "", expiry: .seconds(60))
            #expect(try await redis.get("empty")?.isEmpty == true)
        }
    }

    @Test func expiresKeysAndCountsInAFixedWindow() async throws {
        try await withRedis(at: server.url) { redis in
            #expect(try await redis.set("k", "first", expiry: .seconds(60), ifAbsent: true))
            #expect(try await redis.set("k", "second", expiry: .seconds(60), ifAbsent: true) == false)
            #expect(try await redis.get("k") == "first")
            #expect(try await redis.delete("k", "absent") == 1)
            #expect(try await redis.get("k") == nil)

            #expect(try await redis.increment("n", expiry: .seconds(60)) == 1)
            #expect(try await redis.increment("n", by: 4, expiry: .seconds(600)) == 5)
            let remaining = try #require(try await redis.command("PTTL", "n").integer)
            #expect((1...60_000).contains(remaining))
            try await redis.set("brief", "", expiry: .milliseconds(1))
            try await until { try await redis.get("brief") == nil }
        }
    }

    @Test func letsOnlyTheHolderProlongOrReleaseALock() async throws {
        try await withRedis(at: server.url) { redis in
            try await redis.set("lock", "mine", expiry: .seconds(60), ifAbsent: true)
            #expect(try await redis.prolong("lock", ifEqualTo: "theirs", expiry: .seconds(60)) == false)
            #expect(try await redis.delete("lock", ifEqualTo: "theirs") == false)
            #expect(try await redis.prolong("lock", ifEqualTo: "mine", expiry: .seconds(60)))
            #expect(try await redis.delete("lock", ifEqualTo: "mine"))
        }
    }

    @Test func failsAtOnceDuringAnOutageAndComesBackWithItsData() async throws {
        try await withRedis(at: server.url) { redis in
            try await redis.set("kept", "value", expiry: .seconds(60))
            server.kill()
            try await until { !redis.isConnected }
            let elapsed = await ContinuousClock().measure {
                for _ in 0..<100 {
                    await #expect(throws: RedisError.unavailable) { try await redis.get("kept") }
                }
            }
            #expect(elapsed < .milliseconds(200))
            #expect(await redis.healthy() != nil)

            try server.start()
            try await redis.untilConnected()
            #expect(try await redis.get("kept") == "value")
            try await until { await redis.healthy() == nil }
        }
    }

    @Test func failsWhatIsInFlightWhenRedisIsKilled() async throws {
        try await withRedis(at: server.url) { redis in
            let blocked = Task { try await redis.command("BLPOP", "nothing", 0) }
            try await withRedis(at: server.url) { other in
                try await until { try await other.command("CLIENT", "LIST").text?.contains("cmd=blpop") == true }
            }
            server.kill()
            await #expect(throws: RedisError.unavailable) { try await blocked.value }
        }
    }

    @Test func givesUpACommandPastItsTimeAndReconnects() async throws {
        try await withRedis(at: server.url, commandTimeout: .milliseconds(200)) { redis in
            await #expect(throws: RedisError.timedOut) { try await redis.command("BLPOP", "nothing", 0) }
            try await until { (try? await redis.command("PING").text) == "PONG" }
        }
    }

    @Test func returnsToACancelledCallerBeforeTheReply() async throws {
        try await withRedis(at: server.url) { redis in
            let call = Task { try await redis.command("BLPOP", "nothing", 1) }
            call.cancel()
            await #expect(throws: CancellationError.self) { try await call.value }
            #expect(redis.isConnected)
        }
    }

    @Test func refusesCallsAtOnceWhereNothingIsConfigured() async throws {
        try await withRedis(at: nil) { redis in
            await #expect(throws: RedisError.unavailable) { try await redis.command("PING") }
            await #expect(throws: RedisError.unavailable) { try await redis.untilConnected() }
            #expect(await redis.healthy() == "not configured")
        }
    }

    @Test func selectsItsDatabaseAgainAfterARestart() async throws {
        try await withRedis(at: server.url + "?db=3") { redis in
            try await redis.set("here", "3", expiry: .seconds(60))
            try server.restart()
            try await until { (try? await redis.get("here")) == "3" }
        }
        let inAnother = try await withRedis(at: server.url) { try await $0.get("here") }
        #expect(inAnother == nil)
    }

    @Test func shutsDownPromptly() async throws {
        let clock = ContinuousClock()
        let stopping = try await withRedis(at: server.url) { _ in clock.now }
        #expect(stopping.duration(to: clock.now) < .seconds(2))
    }
}
