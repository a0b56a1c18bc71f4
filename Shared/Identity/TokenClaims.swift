import FoundationEssentials
import JWTKit
import SuiteProtocol

/// The claims of the suite's tokens (RFC 7519 names; `sid` is the session).
struct TokenClaims: JWTPayload {
    /// Who issues people's tokens, whichever daemon signs them.
    static let suite = "consulta"

    /// `consulta`, or the daemon that signs for itself.
    var iss: String
    /// `consulta`, or the one daemon that a service token is for.
    var aud: String
    var sub: String
    var name: String
    var roles: [String]
    var sid: String?
    var anonymous: Bool?
    /// Seconds since 1970.
    var iat: Int
    var exp: Int

    /// Signature only: what the claims must say depends on who verifies, and stands in `TokenVerifier`.
    func verify(using algorithm: some JWTAlgorithm) throws {}
}
