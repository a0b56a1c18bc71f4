import FoundationEssentials
import JWTKit
import Logging
import SuiteProtocol
import Synchronization

/// Verifies the suite's tokens: people's, and other daemons' for this one.
///
/// A token seen before is answered synchronously, also on an event loop, until it expires or its session is revoked.
/// A new one is verified by JWTKit beside the path.
package final class TokenVerifier: Sendable {
    private struct Entry {
        let principal: Principal
        /// Seconds since 1970.
        let expiry: Double
    }

    private struct State {
        var entries: [String: Entry] = [:]
        /// Session → when its last token has expired, so that the list stays short.
        var revoked: [String: Double] = [:]

        /// Drops what has expired; where that isn't enough, everything: the next request of each verifies again.
        mutating func makeRoom(now: Double) {
            let live = entries.filter { $0.value.expiry > now }
            entries = live.count * 4 < entries.count * 3 ? live : [:]
        }
    }

    private let product: String
    private let keys: KeyRing
    private let state = Mutex(State())
    private let now: @Sendable () -> Double

    /// - Parameter product: the daemon that verifies: service tokens for another are refused.
    package init(
        product: String,
        keys: any PublicKeys,
        now: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 }
    ) {
        self.product = product
        self.keys = KeyRing(keys)
        self.now = now
    }

    /// The principal of a token that was verified before; `nil` says nothing about the token.
    package func cached(_ token: String) -> Principal? {
        state.withLock { state in
            guard let entry = state.entries[token] else { return nil }
            return entry.expiry > now() ? entry.principal : nil
        }
    }

    package func verify(_ token: String) async throws -> Principal {
        if let principal = cached(token) { return principal }
        // A token is about 500 bytes; what is far longer is an attack on the parser.
        guard token.utf8.count <= 4096 else { throw TokenError.refused }
        let claims = try await keys.claims(of: token)
        guard let principal = principal(claims.claims, signedBy: claims.keyID) else { throw TokenError.refused }
        let expiry = Double(claims.claims.exp)
        let admitted = state.withLock { state in
            if let session = principal.sessionID, state.revoked[session] != nil { return false }
            if state.entries.count >= Self.capacity { state.makeRoom(now: now()) }
            state.entries[token] = Entry(principal: principal, expiry: expiry)
            return true
        }
        guard admitted else { throw TokenError.refused }
        return principal
    }

    /// Ends every token of a session, those already seen and those to come.
    package func revoke(session: String) {
        state.withLock { state in
            let now = now()
            state.revoked = state.revoked.filter { $0.value > now }
            state.revoked[session] = now + accessTokenLifetime.seconds
            state.entries = state.entries.filter { $0.value.principal.sessionID != session }
        }
    }

    private static let capacity = 20_000

    private func principal(_ claims: TokenClaims, signedBy keyID: String) -> Principal? {
        let now = now()
        guard Double(claims.exp) > now, Double(claims.iat) <= now + Self.clockSkew else { return nil }
        let roles = Set(claims.roles.compactMap(Role.init(rawValue:)))
        // The id of a key begins with its owner's name: no daemon can sign for another, or for people.
        let signer = keyID.split(separator: ".").first.map(String.init)
        if claims.iss == TokenClaims.suite {
            guard signer == "gateway", claims.aud == TokenClaims.suite else { return nil }
            return Principal(
                subject: claims.sub,
                name: claims.name,
                roles: roles,
                sessionID: claims.sid,
                kind: claims.anonymous == true ? .anonymous : .person
            )
        }
        guard signer == claims.iss, claims.aud == product, ServiceAccess.allows(claims.iss, toCall: product) else {
            return nil
        }
        return Principal(
            subject: claims.sub,
            name: claims.name,
            roles: roles,
            sessionID: claims.sid,
            kind: .service(caller: claims.iss)
        )
    }

    /// Seconds by which another machine's clock may run ahead.
    private static let clockSkew = 5.0
}
