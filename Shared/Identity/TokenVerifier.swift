import FoundationEssentials
import SuiteProtocol
import Synchronization

/// Verifies the suite's tokens: people's, and other daemons' for this one.
///
/// A token seen before is answered synchronously, also on an event loop, until it expires or its session is revoked.
/// A new one is verified by JWTKit beside the path.
package final class TokenVerifier: Sendable {
    private struct Entry {
        let principal: Principal
        /// Seconds since 1970, as the expiry is.
        let issuedAt: Double
        let expiry: Double
    }

    private struct State {
        /// By the whole token, signature and all.
        var entries: [String: Entry] = [:]
        var revoked = RevokedTokens()

        /// Drops what has expired; where that isn't enough, everything: the next request of each verifies again.
        mutating func makeRoom(now: Double) {
            let live = entries.filter { $0.value.expiry > now }
            entries = live.count * 4 < entries.count * 3 ? live : [:]
        }
    }

    private static let capacity = 20_000
    /// A token is about 500 bytes; what is far longer is an attack on the parser.
    private static let longestToken = 4096

    private let product: String
    private let keys: TrustedKeys
    private let state = Mutex(State())
    private let now: @Sendable () -> Double

    /// - Parameter product: the daemon that verifies: service tokens for another are refused.
    package init(
        product: String,
        keys: any PublicKeys,
        now: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 }
    ) {
        self.product = product
        self.keys = TrustedKeys(keys, now: now)
        self.now = now
    }

    /// The principal of a token that was verified before; `nil` says nothing about the token.
    package func cached(_ token: String) -> Principal? {
        let now = now()
        return state.withLock { state in
            guard let entry = state.entries[token], entry.expiry > now,
                !state.revoked.contains(entry.principal, issuedAt: entry.issuedAt)
            else { return nil }
            return entry.principal
        }
    }

    /// Who sent the token.
    ///
    /// - Throws: `TokenError`.
    package func verify(_ token: String) async throws -> Principal {
        if let principal = cached(token) { return principal }
        guard token.utf8.count <= Self.longestToken else { throw TokenError.refused }
        let (claims, keyID) = try await keys.claims(of: token)
        let now = now()
        guard let principal = claims.principal(signedBy: keyID, at: product, now: now) else {
            throw TokenError.refused
        }
        let admitted = state.withLock { state in
            if state.revoked.contains(principal, issuedAt: claims.iat) { return false }
            if state.entries.count >= Self.capacity { state.makeRoom(now: now) }
            state.entries[token] = Entry(principal: principal, issuedAt: claims.iat, expiry: Double(claims.exp))
            return true
        }
        guard admitted else { throw TokenError.refused }
        return principal
    }

    /// Whether a token that said this of somebody at that time (seconds since 1970) would be refused now.
    package func hasRevoked(_ principal: Principal, issuedAt: Double) -> Bool {
        state.withLock { $0.revoked.contains(principal, issuedAt: issuedAt) }
    }

    /// Ends tokens, those already seen and those to come.
    package func revoke(_ revocation: Revocation) {
        let now = now()
        state.withLock { $0.revoked.insert(revocation, now: now) }
    }
}
