import FoundationEssentials
import Logging
import Messaging

/// The channel on which revocations are published.
package let revocationChannel = "consulta:revoked"

/// Ends tokens: at this verifier at once, and through Redis at every other.
package struct Revocations: Sendable {
    private let redis: Redis
    private let verifier: TokenVerifier
    private let logger: Logger

    package init(redis: Redis, verifier: TokenVerifier, logger: Logger) {
        self.redis = redis
        self.verifier = verifier
        self.logger = logger
    }

    /// Ends a sign-in or an API key.
    package func announce(session: String) async {
        await announce(.session(session))
    }

    /// Roles, groups or consents of a person have changed: their tokens are refused, and the next ones say it.
    package func announce(subject: String, changedAt date: Date = Date()) async {
        await announce(.claims(of: subject, before: date.timeIntervalSince1970))
    }

    /// Never fails: with Redis away, other daemons accept the tokens until they expire.
    private func announce(_ revocation: Revocation) async {
        verifier.revoke(revocation)
        guard redis.isConfigured else { return }
        do {
            // The key first: who subscribes between the two finds it.
            try await redis.set(RevocationKey.of(revocation), revocation.text, expiry: RevocationKey.lifetime)
            try await redis.publish(revocationChannel, revocation.text)
        } catch {
            logger.warning("a revocation could not be announced", metadata: ["error": "\(error)"])
        }
    }
}

/// The key that tells of a revocation for as long as a token that it ends could be accepted.
enum RevocationKey {
    static let lifetime = Duration.seconds(accessTokenLifetime.seconds + TokenClaims.clockSkew)
    static let pattern = prefix + "*"
    private static let prefix = "consulta:revoked:"

    static func of(_ revocation: Revocation) -> String { prefix + revocation.name }
}
