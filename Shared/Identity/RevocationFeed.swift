import Messaging
import ServiceLifecycle

/// Where the gateway publishes the ids of sessions that have ended.
package let revocationChannel = "consulta:revoked"

/// Hears of ended sessions, so that their tokens are refused within a second. With Redis away they end by expiring.
package struct RevocationFeed: Service {
    private let redis: Redis
    private let verifier: TokenVerifier

    package init(redis: Redis, verifier: TokenVerifier) {
        self.redis = redis
        self.verifier = verifier
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            for await message in redis.subscribe([revocationChannel]) {
                if case .published(_, let session) = message { verifier.revoke(session: session) }
            }
        }
        // The subscription may end before the daemon does.
        try? await gracefulShutdown()
    }
}
