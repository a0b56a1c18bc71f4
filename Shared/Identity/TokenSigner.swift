import FoundationEssentials
import JWTKit
import SuiteProtocol
import Synchronization

/// How long a person's access token serves.
package let accessTokenLifetime = TokenLifetime(seconds: 900)

/// How long a daemon's token for another daemon serves.
let serviceTokenLifetime = TokenLifetime(seconds: 60)

package struct TokenLifetime: Sendable {
    package let seconds: Double
}

/// Signs with this daemon's key: the gateway people's access tokens, every daemon its own service tokens.
package final class TokenSigner: Sendable {
    /// What a service token says.
    private struct Statement: Hashable {
        let audience: String
        let subject: String
        let name: String
        let roles: Set<Role>
        let groups: Set<String>
        let withheld: Set<Purpose>
        let session: String?
        let isAnonymous: Bool
    }

    private struct Issued {
        let token: String
        let reusableUntil: Double
    }

    private static let capacity = 4096

    private let product: String
    private let keyID: JWKIdentifier
    private let keys: JWTKeyCollection
    private let issued = Mutex<[Statement: Issued]>([:])
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
    ///
    /// - Parameter date: when what it says of the person was read; now, where that isn't given.
    package func accessToken(for principal: Principal, asOf date: Date? = nil) async throws -> String {
        try await sign(
            principal,
            issuer: TokenClaims.suite,
            audience: TokenClaims.suite,
            at: date?.timeIntervalSince1970 ?? now(),
            lifetime: accessTokenLifetime
        )
    }

    /// A token for one other daemon, good for 60 s and given out again for half of that.
    ///
    /// - Parameter actingFor: the person for whom the call is made; this daemon itself where there is none.
    package func serviceToken(for audience: String, actingFor principal: Principal? = nil) async throws -> String {
        let principal = principal ?? Principal(subject: product, name: product, roles: [])
        let time = now()
        let statement = Statement(
            audience: audience,
            subject: principal.subject,
            name: principal.name,
            roles: principal.roles,
            groups: principal.groups,
            withheld: principal.withheld,
            session: principal.sessionID,
            isAnonymous: principal.kind == .anonymous
        )
        if let known = issued.withLock({ $0[statement] }), known.reusableUntil > time { return known.token }
        let token = try await sign(
            principal,
            issuer: product,
            audience: audience,
            at: time,
            lifetime: serviceTokenLifetime
        )
        issued.withLock { issued in
            if issued.count >= Self.capacity { issued = issued.filter { $0.value.reusableUntil > time } }
            if issued.count >= Self.capacity { issued = [:] }
            issued[statement] = Issued(token: token, reusableUntil: time + serviceTokenLifetime.seconds / 2)
        }
        return token
    }

    private func sign(
        _ principal: Principal,
        issuer: String,
        audience: String,
        at time: Double,
        lifetime: TokenLifetime
    ) async throws -> String {
        try await keys.sign(
            TokenClaims(
                iss: issuer,
                aud: audience,
                sub: principal.subject,
                name: principal.name,
                roles: principal.roles.map(\.rawValue).sorted(),
                groups: principal.groups.isEmpty ? nil : principal.groups.sorted(),
                withheld: principal.withheld.isEmpty ? nil : principal.withheld.map(\.rawValue).sorted(),
                sid: principal.sessionID,
                anonymous: principal.kind == .anonymous ? true : nil,
                iat: (time * 1000).rounded(.down) / 1000,
                exp: Int(time) + Int(lifetime.seconds)
            ),
            kid: keyID
        )
    }
}
