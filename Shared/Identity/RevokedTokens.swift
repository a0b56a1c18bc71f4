/// Tokens that no longer count, remembered until the last of them has expired.
struct RevokedTokens {
    private struct Outdated {
        let before: Double
        let forgottenAt: Double
    }

    /// Session → when it may be forgotten, in seconds since 1970.
    private var sessions: [String: Double] = [:]
    /// By the person's id.
    private var outdated: [String: Outdated] = [:]
    /// How many there may be before the expired ones are looked for.
    private var limit = 64

    func contains(_ principal: Principal, issuedAt: Double) -> Bool {
        if !sessions.isEmpty, let session = principal.sessionID, sessions[session] != nil { return true }
        // What a daemon says of whom it acts for is a minute old at most, and a call under way is not to fail by it.
        guard !outdated.isEmpty, principal.callingService == nil else { return false }
        return outdated[principal.subject].map { issuedAt < $0.before } ?? false
    }

    mutating func insert(_ revocation: Revocation, now: Double) {
        if sessions.count + outdated.count >= limit {
            sessions = sessions.filter { $0.value > now }
            outdated = outdated.filter { $0.value.forgottenAt > now }
            limit = max(64, (sessions.count + outdated.count) * 2)
        }
        let forgottenAt = now + accessTokenLifetime.seconds + TokenClaims.clockSkew
        switch revocation {
        case .session(let id):
            sessions[id] = forgottenAt
        case .claims(let subject, let time):
            let before = max(time, outdated[subject]?.before ?? 0)
            outdated[subject] = Outdated(before: before, forgottenAt: forgottenAt)
        }
    }
}
