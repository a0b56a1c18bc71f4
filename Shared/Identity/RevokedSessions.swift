/// Sessions whose tokens no longer count, each kept until its last token has expired.
struct RevokedSessions {
    /// Session → when it may be forgotten, in seconds since 1970.
    private var sessions: [String: Double] = [:]
    /// How many there may be before the expired ones are looked for.
    private var limit = 64

    func contains(_ session: String?) -> Bool {
        guard let session, !sessions.isEmpty else { return false }
        return sessions[session] != nil
    }

    mutating func insert(_ session: String, now: Double) {
        if sessions.count >= limit {
            sessions = sessions.filter { $0.value > now }
            limit = max(64, sessions.count * 2)
        }
        sessions[session] = now + accessTokenLifetime.seconds + TokenClaims.clockSkew
    }
}
