import Audit
import Foundation
import Identity

/// Ends sessions everywhere: in the store, at this process's sockets, and by Redis in every other daemon.
struct SessionEndings: Sendable {
    let users: UserStore
    let sessions: SessionStore
    let verifier: TokenVerifier
    let sockets: LiveSockets
    let revocations: Revocations

    func end(_ session: String, of userID: String, by origin: AuditOrigin) async throws {
        try await sessions.revoke(session, of: userID, by: origin)
        await announce(session)
    }

    /// Of a session that the store has ended already.
    func announce(_ session: String) async {
        sockets.close(session: session)
        await revocations.announce(session: session)
    }

    /// What tokens say of this person is no longer so.
    func announce(changeOf userID: String) async {
        sockets.close(subject: userID)
        await revocations.announce(subject: userID)
    }

    func announce(_ changed: ChangedPerson) async {
        for session in changed.endedSessions { await announce(session) }
        if changed.outdatesTokens { await announce(changeOf: changed.person.user.id) }
    }

    /// What was ended shortly before this process started.
    func recall() async throws {
        let since = Date().addingTimeInterval(-accessTokenLifetime.seconds)
        for session in try await sessions.revoked(since: since) { verifier.revoke(.session(session)) }
        for (id, date) in try await users.changed(since: since) {
            verifier.revoke(.claims(of: id, before: date.timeIntervalSince1970))
        }
    }
}
