import Foundation
import Identity
import Logging
import Messaging

/// Ends sessions everywhere: in the store, in this process, and by Redis in every other daemon.
struct Revocations: Sendable {
    let sessions: SessionStore
    let verifier: TokenVerifier
    let sockets: LiveSockets
    let redis: Redis
    let logger: Logger

    func revoke(_ session: String) async throws {
        try await sessions.revoke(session)
        await announce(session)
    }

    /// Of a session that the store has ended already. Without Redis the others hear of it when the token expires.
    func announce(_ session: String) async {
        verifier.revoke(session: session)
        sockets.close(session: session)
        guard redis.isConfigured else { return }
        do {
            try await redis.publish(revocationChannel, session)
        } catch {
            logger.warning("a revocation was not announced", metadata: ["error": "\(error)"])
        }
    }

    /// What was revoked shortly before this process started.
    func recall() async throws {
        for session in try await sessions.revoked(since: Date().addingTimeInterval(-accessTokenLifetime.seconds)) {
            verifier.revoke(session: session)
        }
    }
}
