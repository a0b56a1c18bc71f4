import Messaging
import ServiceLifecycle

/// Hears of revocations from Redis, and after every gap asks for those it missed.
package struct RevocationFeed: Service {
    private let redis: Redis
    private let verifier: TokenVerifier

    package init(redis: Redis, verifier: TokenVerifier) {
        self.redis = redis
        self.verifier = verifier
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                for await message in redis.subscribe([revocationChannel]) {
                    switch message {
                    case .connected: group.addTask { await recall() }
                    case .published(_, let text): revoke(text)
                    }
                }
                group.cancelAll()
            }
        }
        // The stream also ends when Redis stops first; a service that returned early would end the daemon.
        try? await gracefulShutdown()
    }

    /// Beside the stream, so that what is revoked meanwhile does not wait for it.
    private func recall() async {
        while !Task.isCancelled {
            do {
                try await redis.untilConnected()
                return try await readRevoked()
            } catch RedisError.unavailable where !redis.isConfigured {
                return
            } catch {
                try? await Task.sleep(for: .milliseconds(250))
            }
        }
    }

    private func readRevoked() async throws {
        var cursor = "0"
        repeat {
            let reply = try await redis.command("SCAN", cursor, "MATCH", RevocationKey.pattern, "COUNT", 1000)
            guard let parts = reply.array, parts.count == 2, let next = parts[0].text, let keys = parts[1].array else {
                throw RedisError.unexpectedReply
            }
            for key in keys.compactMap(\.text) {
                if let text = try await redis.get(key) { revoke(text) }
            }
            cursor = next
        } while cursor != "0"
    }

    private func revoke(_ text: String) {
        if let revocation = Revocation(text: text) { verifier.revoke(revocation) }
    }
}
