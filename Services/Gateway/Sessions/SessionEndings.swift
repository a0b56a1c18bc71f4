import Foundation
import Identity

/// Ends sessions everywhere: in the store, at this process's sockets, and by Redis in every other daemon.
struct SessionEndings: Sendable {
    let sessions: SessionStore
    let verifier: TokenVerifier
    let sockets: LiveSockets
    let revocations: Revocations

    func end(_ session: String) async throws {
        try await sessions.revoke(session)
        await announce(session)
    }

    /// Of a session that the store has ended already.
    func announce(_ session: String) async {
        sockets.close(session: session)
        await revocations.announce(session: session)
    }

    /// What was ended shortly before this process started.
    func recall() async throws {
        for session in try await sessions.revoked(since: Date().addingTimeInterval(-accessTokenLifetime.seconds)) {
            verifier.revoke(.session(session))
        }
    }
}
