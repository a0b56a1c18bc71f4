import DaemonTesting
import NIOHTTP1
import NIOWebSocket
import Testing

/// Two gateways over one database and one Redis: what ends at one ends at the other within a second.
@Suite(.serialized, .enabled(if: TestRedis.isInstalled)) struct ReplicaTests {
    @Test func aSessionThatEndsIsRefusedByTheOtherReplicaWithinASecond() async throws {
        try await Self.run { first, second in
            let session = try await first.signIn()
            // Both know the token, and one has a socket of it.
            for gateway in [first, second] {
                #expect(try await gateway.send(.GET, "/auth/me", token: session.accessToken).status == 200)
            }
            try await TestSocket.open(second, session) { socket in
                _ = try await socket.nextNotice()
                let limit = try await aSecondHere {
                    _ = try await second.send(.GET, "/auth/me", token: session.accessToken)
                }
                let start = ContinuousClock.now
                #expect(try await first.send(.POST, "/auth/logout", token: session.accessToken).status == 204)
                #expect(try await socket.closeCode() == .policyViolation)
                while try await second.send(.GET, "/auth/me", token: session.accessToken).status == 200 {
                    try #require(ContinuousClock.now - start < .seconds(30))
                }
                #expect(ContinuousClock.now - start < limit)
            }
        }
    }

    private static func run(
        _ body: @escaping @Sendable (RunningGateway, RunningGateway) async throws -> Void
    ) async throws {
        let redis = try TestRedis()
        let url = redis.url
        try await RunningGateway.runTwo(["REDIS_URL": url]) { first, second in
            // Their subscriptions stand: what is announced from here on is heard.
            try await TestNotices.run(url) { try await $0.changed("first", of: "nobody", listeners: 2) }
            try await body(first, second)
        }
        withExtendedLifetime(redis) {}
    }
}
