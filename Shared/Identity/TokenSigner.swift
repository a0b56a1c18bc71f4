import FoundationEssentials
import JWTKit
import SuiteProtocol
import Synchronization

/// How long a person's access token serves.
package let accessTokenLifetime = TokenLifetime(seconds: 900)

package struct TokenLifetime: Sendable {
    package let seconds: Double
}

/// Signs with this daemon's key: the gateway people's access tokens, every daemon its own service tokens.
package final class TokenSigner: Sendable {
    private struct Issued {
        let token: String
        let reusableUntil: Double
    }

    private let product: String
    private let keyID: JWKIdentifier
    private let keys: JWTKeyCollection
    private let issued = Mutex<[String: Issued]>([:])
    private let now: @Sendable () -> Double

    package init(
        product: String,
        key: SigningKey,
        now: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 }
    ) async {
        self.product = product
        self.now = now
        keyID = JWKIdentifier(string: key.id)
        keys = JWTKeyCollection()
        await keys.add(ecdsa: key.key, kid: keyID)
    }

    /// A person's access token, good for 15 minutes at every daemon.
    package func accessToken(for principal: Principal) async throws -> String {
        try await sign(
            principal,
            issuer: TokenClaims.suite,
            audience: TokenClaims.suite,
            lifetime: accessTokenLifetime.seconds
        )
    }

    /// A token for one other daemon, good for 60 s and given out again for half of that.
    ///
    /// - Parameter actingFor: the person for whom the call is made; this daemon itself where there is none.
    package func serviceToken(for audience: String, actingFor principal: Principal? = nil) async throws -> String {
        let principal = principal ?? Principal(subject: product, name: product, roles: [])
        let time = now()
        let key = "\(audience) \(principal.subject) \(principal.sessionID ?? "")"
        if let known = issued.withLock({ $0[key] }), known.reusableUntil > time { return known.token }
        let token = try await sign(principal, issuer: product, audience: audience, lifetime: 60)
        issued.withLock { issued in
            if issued.count >= 4096 { issued = issued.filter { $0.value.reusableUntil > time } }
            if issued.count >= 4096 { issued = [:] }
            issued[key] = Issued(token: token, reusableUntil: time + 30)
        }
        return token
    }

    private func sign(_ principal: Principal, issuer: String, audience: String, lifetime: Double) async throws -> String
    {
        let time = Int(now())
        return try await keys.sign(
            TokenClaims(
                iss: issuer,
                aud: audience,
                sub: principal.subject,
                name: principal.name,
                roles: principal.roles.map(\.rawValue).sorted(),
                sid: principal.sessionID,
                anonymous: principal.kind == .anonymous ? true : nil,
                iat: time,
                exp: time + Int(lifetime)
            ),
            kid: keyID
        )
    }
}
