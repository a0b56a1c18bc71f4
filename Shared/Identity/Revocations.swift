import Logging
import Messaging

/// The channel on which the id of a revoked session is published.
package let revocationChannel = "consulta:revoked"

/// Ends sessions: at this verifier at once, and through Redis at every other.
package struct Revocations: Sendable {
    private let redis: Redis
    private let verifier: TokenVerifier
    private let logger: Logger

    package init(redis: Redis, verifier: TokenVerifier, logger: Logger) {
        self.redis = redis
        self.verifier = verifier
        self.logger = logger
    }

    /// Never fails: with Redis away, other daemons accept the session's tokens until they expire.
    package func announce(session: String) async {
        verifier.revoke(session: session)
        guard redis.isConfigured else { return }
        do {
            // The key first: who subscribes between the two finds it.
            try await redis.set(RevokedSessionKey.of(session), "", expiry: RevokedSessionKey.lifetime)
            try await redis.publish(revocationChannel, session)
        } catch {
            logger.warning("a revocation could not be announced", metadata: ["error": "\(error)"])
        }
    }
}

/// The key that tells of a revoked session for as long as a token of it could be accepted.
enum RevokedSessionKey {
    static let lifetime = Duration.seconds(accessTokenLifetime.seconds + TokenClaims.clockSkew)
    static let pattern = prefix + "*"
    private static let prefix = "consulta:revoked:"

    static func of(_ session: String) -> String { prefix + session }

    static func session(_ key: String) -> String? {
        key.hasPrefix(prefix) ? String(key.dropFirst(prefix.count)) : nil
    }
}
