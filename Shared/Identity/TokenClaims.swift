import JWTKit
import SuiteProtocol

/// The claims of the suite's tokens (RFC 7519 names; `sid` is the session).
struct TokenClaims: JWTPayload {
    /// Who issues people's tokens, whichever daemon signs them.
    static let suite = "consulta"
    /// The daemon whose key signs for the suite.
    static let suiteSigner = "gateway"
    /// Seconds by which another machine's clock may run ahead.
    static let clockSkew = 5.0

    /// `consulta`, or the daemon that signs for itself.
    var iss: String
    /// `consulta`, or the one daemon that a service token is for.
    var aud: String
    var sub: String
    var name: String
    var roles: [String]
    var groups: [String]?
    var withheld: [String]?
    var sid: String?
    var anonymous: Bool?
    /// Seconds since 1970, in milliseconds' steps: what is revoked now must not end what is issued right after.
    var iat: Double
    var exp: Int

    /// Signature only: what the claims must say depends on who verifies, see `principal(signedBy:at:now:)`.
    func verify(using algorithm: some JWTAlgorithm) throws {}
}

extension TokenClaims {
    /// Whom the claims speak of, where the key's owner may say so to `product` at this time.
    func principal(signedBy keyID: String, at product: String, now: Double) -> Principal? {
        guard Double(exp) > now, iat <= now + Self.clockSkew else { return nil }
        // The id of a key begins with its owner's name: no daemon can sign for another, or for people.
        let signer = SigningKey.product(ofID: keyID)
        if iss == Self.suite {
            guard signer == Self.suiteSigner, aud == Self.suite, lives(accessTokenLifetime) else { return nil }
            return principal(anonymous == true ? .anonymous : .person)
        }
        guard signer == iss, aud == product, lives(serviceTokenLifetime), ServiceAccess.allows(iss, toCall: product)
        else { return nil }
        return principal(.service(caller: iss))
    }

    /// A token that lived longer would outlive the memory of its revocation.
    private func lives(_ lifetime: TokenLifetime) -> Bool {
        Double(exp) - iat <= lifetime.seconds
    }

    private func principal(_ kind: Principal.Kind) -> Principal {
        Principal(
            subject: sub,
            name: name,
            roles: Set(roles.compactMap(Role.init(rawValue:))),
            groups: Set(groups ?? []),
            withheld: Set((withheld ?? []).compactMap(Purpose.init(rawValue:))),
            sessionID: sid,
            kind: kind
        )
    }
}
