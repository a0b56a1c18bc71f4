import DaemonTesting
import NIOHTTP1
import Testing

/// Keys at two gateways over one database.
extension APIKeyTests {
    @Test(.enabled(if: TestRedis.isInstalled)) func revocationReachesAnotherReplicaWithinASecond() async throws {
        let redis = try TestRedis()
        try await Self.runTwo(["REDIS_URL": redis.url]) { first, second, session, made in
            for gateway in [first, second] {
                #expect(try await gateway.send(.GET, "/v1/models", token: made.key).status == 200)
            }
            let limit = try await aSecondHere { _ = try await second.send(.GET, "/v1/models", token: made.key) }
            let start = ContinuousClock.now
            _ = try await first.send(.DELETE, "/api/keys/\(made.id)", token: session.accessToken)
            while try await second.send(.GET, "/v1/models", token: made.key).status == 200 {
                try #require(ContinuousClock.now - start < .seconds(30))
            }
            #expect(ContinuousClock.now - start < limit)
        }
        withExtendedLifetime(redis) {}
    }

    @Test(.enabled(if: TestRedis.isInstalled)) func aLimitHoldsForAllReplicasTogether() async throws {
        let redis = try TestRedis()
        try await Self.runTwo(["REDIS_URL": redis.url, "RATE_LIMIT_PER_MINUTE": "30"]) { first, second, _, made in
            let here = try await Self.grants(first, made)
            // Slowly enough for the first's requests to have become known long before its own bucket would be empty.
            let there = try await Self.grants(second, made, every: .milliseconds(250))
            #expect(here >= 30 && there < 20)
        }
        withExtendedLifetime(redis) {}
    }

    @Test func aLimitHoldsForEachReplicaWhileRedisIsAway() async throws {
        let settings = ["REDIS_URL": "unix:///nowhere/redis.sock", "RATE_LIMIT_PER_MINUTE": "30"]
        try await Self.runTwo(settings) { first, second, _, made in
            let here = try await Self.grants(first, made)
            let there = try await Self.grants(second, made)
            #expect(here >= 30 && there >= 30)
        }
    }

    private static func runTwo(
        _ settings: [String: String],
        _ body: @escaping @Sendable (RunningGateway, RunningGateway, Session, Made) async throws -> Void
    ) async throws {
        try await FakeDaemon.run { router in
            let settings = settings.merging(["INFERENCE_ROUTER_URL": router]) { $1 }
            try await RunningGateway.runTwo(settings) { first, second in
                let session = try await first.signIn()
                try await body(first, second, session, try await make(first, session))
            }
        }
    }

    /// How many requests are granted until one is refused.
    private static func grants(
        _ gateway: RunningGateway,
        _ made: Made,
        every pace: Duration = .zero
    ) async throws -> Int {
        var count = 0
        while try await gateway.send(.GET, "/v1/models", token: made.key).status == 200 {
            count += 1
            try await Task.sleep(for: pace)
        }
        return count
    }
}
