import Crypto
import Foundation
import Identity
import JWTKit

/// A key that signs whatever a test asks for, also what no daemon of ours would.
struct Mint: Sendable {
    struct Claims: Encodable, Sendable {
        var iss = "consulta"
        var aud = "consulta"
        var sub = "ana"
        var name = "Ana"
        var roles = ["clinician"]
        var sid: String? = "s1"
        var anonymous: Bool?
        var iat: Int
        var exp: Int

        /// A person's, good for 15 minutes.
        init(at clock: ManualClock) {
            iat = Int(clock.now)
            exp = iat + 900
        }

        /// A daemon's for another daemon, good for a minute.
        init(from caller: String, to audience: String, at clock: ManualClock) {
            self.init(at: clock)
            iss = caller
            aud = audience
            exp = iat + 60
        }
    }

    let keyID: String
    private let key = P256.Signing.PrivateKey()

    init(_ keyID: String = "gateway.1") { self.keyID = keyID }

    /// As it stands in a JWKS (RFC 7517).
    var jwk: String {
        let point = key.publicKey.rawRepresentation
        let (x, y) = (point.prefix(32).base64URL, point.suffix(32).base64URL)
        return #"{"kty":"EC","crv":"P-256","alg":"ES256","use":"sig","kid":"\#(keyID)","x":"\#(x)","y":"\#(y)"}"#
    }

    var pem: String { key.publicKey.pemRepresentation }

    func token(_ claims: Claims, header: String? = nil) throws -> String {
        let header = header ?? #"{"alg":"ES256","typ":"JWT","kid":"\#(keyID)"}"#
        return try token(payload: JSONEncoder().encode(claims), header: header)
    }

    func token(payload: Data, header: String) throws -> String {
        let content = Data(header.utf8).base64URL + "." + payload.base64URL
        let signature = try key.signature(for: Data(content.utf8)).rawRepresentation
        return content + "." + signature.base64URL
    }

    /// A token whose signature is made of the public key: what a verifier takes that lets the token choose.
    func tokenSignedWithPublicKey(_ claims: Claims) throws -> String {
        let content =
            try Data(#"{"alg":"HS256","typ":"JWT","kid":"\#(keyID)"}"#.utf8).base64URL + "."
            + JSONEncoder().encode(claims).base64URL
        let code = HMAC<SHA256>.authenticationCode(
            for: Data(content.utf8),
            using: SymmetricKey(data: Data(pem.utf8))
        )
        return content + "." + Data(code).base64URL
    }
}
