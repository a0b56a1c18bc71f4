import DaemonTesting
import Messaging
import Testing

@Suite(.enabled(if: TestRedis.isInstalled), .timeLimit(.minutes(1)))
struct SubscriptionTests {
    let server: TestRedis

    init() throws { server = try TestRedis() }

    @Test func reachesEverySubscriberOfAChannelAndNoOther() async throws {
        try await withRedis(at: server.url) { redis in
            var first = redis.subscribe(["a", "b"]).makeAsyncIterator()
            var second = redis.subscribe(["a"]).makeAsyncIterator()
            #expect(await first.next() == .connected)
            #expect(await second.next() == .connected)
            try await redis.publish("b", "only the first")
            try await redis.publish("a", "both")
            #expect(await first.next() == .published(channel: "b", payload: "only the first"))
            #expect(await first.next() == .published(channel: "a", payload: "both"))
            #expect(await second.next() == .published(channel: "a", payload: "both"))
        }
    }

    @Test func saysConnectedAgainAfterARestartAndGoesOn() async throws {
        try await withRedis(at: server.url) { redis in
            var messages = redis.subscribe(["a"]).makeAsyncIterator()
            #expect(await messages.next() == .connected)
            try server.restart(emptied: true)
            #expect(await messages.next() == .connected)
            try await redis.untilConnected()
            try await redis.publish("a", "after")
            #expect(await messages.next() == .published(channel: "a", payload: "after"))
        }
    }

    @Test func subscribesWhileRedisIsAway() async throws {
        try await withRedis(at: server.url) { redis in
            server.kill()
            try await until { !redis.isConnected }
            var messages = redis.subscribe(["a"]).makeAsyncIterator()
            try server.start()
            #expect(await messages.next() == .connected)
        }
    }

    @Test func tellsASlowReaderThatItMissedSomething() async throws {
        try await withRedis(at: server.url) { redis in
            var slow = redis.subscribe(["a"]).makeAsyncIterator()
            var prompt = redis.subscribe(["end"]).makeAsyncIterator()
            #expect(await slow.next() == .connected)
            #expect(await prompt.next() == .connected)
            _ = try await redis.pipeline((0..<2_000).map { ["PUBLISH", "a", String($0)] })
            try await redis.publish("end", "")
            #expect(await prompt.next() == .published(channel: "end", payload: ""))
            var seen = 0
            while let message = await slow.next(), message != .connected { seen += 1 }
            #expect(seen < 2_000)
        }
    }

    @Test func unsubscribesWhenTheReaderIsGone() async throws {
        try await withRedis(at: server.url) { redis in
            let stream = redis.subscribe(["a"])
            let reading = Task {
                for await message in stream where message == .connected {}
            }
            try await until { try await redis.command("PUBSUB", "CHANNELS").array?.count == 1 }
            reading.cancel()
            try await until { try await redis.command("PUBSUB", "CHANNELS").array?.isEmpty == true }
            var again = redis.subscribe(["a"]).makeAsyncIterator()
            #expect(await again.next() == .connected)
        }
    }

    @Test func endsItsStreamsAtShutdown() async throws {
        let stream = try await withRedis(at: server.url) { $0.subscribe(["a"]) }
        var messages = 0
        for await message in stream where message != .connected { messages += 1 }
        #expect(messages == 0)
    }
}
