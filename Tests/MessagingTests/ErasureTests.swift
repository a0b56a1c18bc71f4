import DaemonTesting
import Messaging
import Testing

/// What a stream said of somebody can be taken out, of Redis' own file too.
@Suite(.enabled(if: TestRedis.isInstalled), .timeLimit(.minutes(1)))
struct ErasureTests {
    let server: TestRedis

    init() throws { server = try TestRedis() }

    @Test func takesOutWhatNamesSomebodyAndLeavesOthersDeadLetters() async throws {
        try await withRedis(at: server.url) { redis in
            for number in 0..<1_100 {
                let owner = number % 550 == 0 ? "rosalinda" : "luis"
                try await redis.append(["id": "e\(number)", "data": "{\"owner\":\"\(owner)\"}"], to: "said")
            }
            for owner in ["luis", "rosalinda", "eva"] {
                try await redis.append(["id": "x", "data": "{\"owner\":\"\(owner)\"}"], to: "said:dead")
            }
            #expect(try await redis.countEntries(naming: "rosalinda", in: "said") == 3)
            #expect(Disk.holds("rosalinda", below: server.home))
            #expect(try await redis.removeEntries(naming: "rosalinda", from: "said") == 3)
            #expect(try await redis.rewriteLog())
            #expect(!Disk.holds("rosalinda", below: server.home))
            // What others are still to read, their outbox sends again.
            #expect(try await redis.command("XLEN", "said").integer == 0)
            #expect(try await redis.deadLetters("said") == 2)
            #expect(try await redis.removeEntries(naming: "rosalinda", from: "said") == 0)
        }
    }

    @Test func whereRedisIsAwayItSaysSo() async throws {
        try await withRedis(at: nil) { redis in
            _ = await #expect(throws: RedisError.unavailable) {
                try await redis.removeEntries(naming: "a", from: "said")
            }
        }
    }
}
