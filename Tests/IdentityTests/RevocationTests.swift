import DaemonTesting
import Identity
import Logging
import Messaging
import ServiceLifecycle
import Testing
import CoreMetrics

@Suite(.enabled(if: TestRedis.isInstalled), .timeLimit(.minutes(1)))
struct RevocationTests {
    private let server: TestRedis
    private let identity = TestIdentity()
    private let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    init() throws { server = try TestRedis() }

    /// A daemon as far as revocations go.
    private func withReplica(
        at url: String?,
        _ body: (TokenVerifier, Revocations, Redis) async throws -> Void
    ) async throws {
        let redis = try Redis(url: url, logger: quiet, metrics: NOOPMetricsHandler.instance)
        let verifier = identity.verifier(product: "chat")
        let group = ServiceGroup(
            services: [redis, RevocationFeed(redis: redis, verifier: verifier)],
            logger: quiet
        )
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            if url != nil { try await redis.untilConnected() }
            try await body(verifier, Revocations(redis: redis, verifier: verifier, logger: quiet), redis)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    private func untilRefused(_ token: String, at verifier: TokenVerifier) async throws {
        while (try? await verifier.verify(token)) != nil { try await Task.sleep(for: .milliseconds(2)) }
    }

    private func untilSubscribed(_ count: Int, _ redis: Redis) async throws {
        while try await redis.command("PUBSUB", "NUMSUB", revocationChannel).array?.last?.integer != count {
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    @Test func reachesAnotherVerifierWithinASecond() async throws {
        let token = try await identity.token(session: "s1")
        let other = try await identity.token(session: "s2")
        try await withReplica(at: server.url) { first, revocations, redis in
            try await withReplica(at: server.url) { second, _, _ in
                try await untilSubscribed(2, redis)
                for verifier in [first, second] { _ = try await verifier.verify(token) }
                _ = try await second.verify(other)
                let clock = ContinuousClock()
                let start = clock.now
                await revocations.announce(session: "s1")
                #expect(first.cached(token) == nil)
                try await untilRefused(token, at: second)
                #expect(start.duration(to: clock.now) < .seconds(1))
                #expect(second.cached(other) != nil)
            }
        }
    }

    @Test func tellsAnotherVerifierOfAChangeOfAPerson() async throws {
        let before = try await identity.token(subject: "ana")
        try await withReplica(at: server.url) { _, revocations, redis in
            try await withReplica(at: server.url) { second, _, _ in
                try await untilSubscribed(2, redis)
                _ = try await second.verify(before)
                await revocations.announce(subject: "ana")
                try await untilRefused(before, at: second)
                _ = try await second.verify(try await identity.token(subject: "ana"))
            }
            try await withReplica(at: server.url) { third, _, _ in
                try await untilRefused(before, at: third)
                _ = try await third.verify(try await identity.token(subject: "ana"))
            }
        }
    }

    @Test func reachesAReplicaThatStartsLater() async throws {
        let token = try await identity.token(session: "s1")
        try await withReplica(at: server.url) { _, revocations, redis in
            for number in 0..<2_500 { try await redis.set("unrelated:\(number)", "", expiry: .seconds(60)) }
            await revocations.announce(session: "s1")
            let remaining = try #require(try await redis.command("PTTL", "consulta:revoked:session:s1").integer)
            #expect((900_000...905_000).contains(remaining))
        }
        try await withReplica(at: server.url) { verifier, _, _ in
            try await untilRefused(token, at: verifier)
            #expect(verifier.cached(token) == nil)
        }
    }

    @Test func reachesAReplicaThatWasCutOff() async throws {
        let (first, second, third) = (
            try await identity.token(session: "s1"), try await identity.token(session: "s2"),
            try await identity.token(session: "s3")
        )
        try await withReplica(at: server.url) { _, revocations, _ in await revocations.announce(session: "s1") }
        try await withReplica(at: server.url) { verifier, _, redis in
            try await untilRefused(first, at: verifier)
            // Revoked where this replica did not hear the message.
            try await redis.set("consulta:revoked:session:s2", "session s2", expiry: .seconds(60))
            #expect(try await verifier.verify(second).sessionID == "s2")
            try server.restart()
            try await untilRefused(second, at: verifier)

            #expect(try await verifier.verify(third).sessionID == "s3")
            try await redis.untilConnected()
            try await redis.publish(revocationChannel, "session s3")
            try await untilRefused(third, at: verifier)
        }
    }

    @Test func isLocalAndNeverFailsWithoutRedis() async throws {
        let token = try await identity.token(session: "s1")
        try await withReplica(at: server.url) { verifier, revocations, redis in
            _ = try await verifier.verify(token)
            server.kill()
            while redis.isConnected { try await Task.sleep(for: .milliseconds(2)) }
            await revocations.announce(session: "s1")
            #expect(verifier.cached(token) == nil)
        }
        try await withReplica(at: nil) { verifier, revocations, _ in
            _ = try await verifier.verify(token)
            await revocations.announce(session: "s1")
            #expect(verifier.cached(token) == nil)
        }
    }
}
