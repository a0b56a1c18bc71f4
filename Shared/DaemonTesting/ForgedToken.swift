import Crypto
import Foundation
import Identity

/// Tokens that no daemon may believe, made with everything an attacker could have, and each as near to a good one as can be.
package enum ForgedToken: String, CaseIterable, Sendable {
    case algorithmNone, algorithmNoneWithSignature, algorithmNoneInCapitals, noAlgorithm
    case publicKeyAsSharedSecret, algorithmOfAnotherCurve
    case foreignKey, foreignKeyInTheHeader, foreignKeyAtAnAddress, keyOfAnUnknownName, keyNameWithAPath, keyNameOfAFile
    case keyNameThatBeginsAlike, noKeyName
    case expired, notYetValid, tooLongLived, noExpiry
    case tamperedPayload, tamperedSignature, cutSignature, noSignature, twoSignatures
    case anotherAudience, anotherIssuer, giant

    private static let now = Int(Date().timeIntervalSince1970)

    /// What the gateway itself would sign.
    package static func genuine(subject: String, key: P256.Signing.PrivateKey, keyID: String) throws -> String {
        try sign(header(keyID), claims(subject), with: key)
    }

    /// - Parameters:
    ///   - key: the gateway's own; used only where what it signs must not be believed.
    ///   - keyID: what it is called.
    package func text(subject: String, key: P256.Signing.PrivateKey, keyID: String) throws -> String {
        func signed(_ header: String, by other: P256.Signing.PrivateKey? = nil) throws -> String {
            try Self.sign(header, Self.claims(subject), with: other ?? key)
        }
        func saying(_ change: (inout [String: any Sendable]) -> Void) throws -> String {
            try Self.sign(Self.header(keyID), Self.claims(subject, change), with: key)
        }
        let good = try Self.genuine(subject: subject, key: key, keyID: keyID)
        let parts = good.split(separator: ".").map(String.init)
        let stranger = P256.Signing.PrivateKey()
        switch self {
        case .algorithmNone: return try Self.unsigned(#"{"alg":"none"}"#, subject)
        case .algorithmNoneWithSignature: return try signed(#"{"alg":"none","kid":"\#(keyID)"}"#)
        case .algorithmNoneInCapitals: return try Self.unsigned(#"{"alg":"NONE","kid":"\#(keyID)"}"#, subject)
        case .noAlgorithm: return try signed(#"{"kid":"\#(keyID)"}"#)
        case .publicKeyAsSharedSecret:
            let content = try Self.content(#"{"alg":"HS256","kid":"\#(keyID)"}"#, Self.claims(subject))
            let secret = SymmetricKey(data: Data(key.publicKey.pemRepresentation.utf8))
            let code = HMAC<SHA256>.authenticationCode(for: Data(content.utf8), using: secret)
            return content + "." + Data(code).base64URL
        case .algorithmOfAnotherCurve: return try signed(#"{"alg":"ES384","kid":"\#(keyID)"}"#)
        case .foreignKey: return try signed(Self.header(keyID), by: stranger)
        case .foreignKeyInTheHeader:
            let point = stranger.publicKey.rawRepresentation
            let jwk =
                #"{"kty":"EC","crv":"P-256","x":"\#(point.prefix(32).base64URL)","y":"\#(point.suffix(32).base64URL)"}"#
            return try signed(#"{"alg":"ES256","kid":"\#(keyID)","jwk":\#(jwk)}"#, by: stranger)
        case .foreignKeyAtAnAddress:
            return try signed(#"{"alg":"ES256","kid":"\#(keyID)","jku":"http://127.0.0.1:1/keys"}"#, by: stranger)
        case .keyOfAnUnknownName: return try signed(Self.header("gateway.unknown"))
        case .keyNameWithAPath: return try signed(Self.header("gateway/../\(keyID)"))
        case .keyNameOfAFile: return try signed(Self.header("../../../dev/null"))
        case .keyNameThatBeginsAlike: return try signed(Self.header(keyID + "\u{0}"))
        case .noKeyName: return try signed(#"{"alg":"ES256"}"#)
        case .expired: return try saying { ($0["iat"], $0["exp"]) = (Self.now - 900, Self.now - 1) }
        case .notYetValid: return try saying { ($0["iat"], $0["exp"]) = (Self.now + 60, Self.now + 900) }
        case .tooLongLived: return try saying { $0["exp"] = Self.now + 86_400 }
        case .noExpiry: return try saying { $0["exp"] = nil }
        case .tamperedPayload:
            let payload = try JSONSerialization.data(withJSONObject: Self.claims(subject) { $0["name"] = "Otra" })
            return [parts[0], payload.base64URL, parts[2]].joined(separator: ".")
        case .tamperedSignature:
            let first = parts[2].hasPrefix("A") ? "B" : "A"
            return [parts[0], parts[1], first + parts[2].dropFirst()].joined(separator: ".")
        case .cutSignature: return String(good.dropLast(4))
        case .noSignature: return parts[0] + "." + parts[1] + "."
        case .twoSignatures: return good + "." + parts[2]
        case .anotherAudience: return try saying { $0["aud"] = "somewhere-else" }
        case .anotherIssuer: return try saying { $0["iss"] = "https://accounts.example" }
        case .giant: return try saying { $0["name"] = String(repeating: "a", count: 6000) }
        }
    }

    private static func header(_ keyID: String) -> String {
        let escaped = keyID.replacing("\u{0}", with: "\\u0000")
        return #"{"alg":"ES256","typ":"JWT","kid":"\#(escaped)"}"#
    }

    private static func claims(
        _ subject: String,
        _ change: (inout [String: any Sendable]) -> Void = { _ in }
    ) -> [String: any Sendable] {
        var claims: [String: any Sendable] = [
            "iss": "consulta", "aud": "consulta", "sub": subject, "name": "Ana", "roles": ["admin"], "iat": now,
            "exp": now + 600,
        ]
        change(&claims)
        return claims
    }

    private static func content(_ header: String, _ claims: [String: any Sendable]) throws -> String {
        Data(header.utf8).base64URL + "." + (try JSONSerialization.data(withJSONObject: claims).base64URL)
    }

    private static func unsigned(_ header: String, _ subject: String) throws -> String {
        try content(header, claims(subject)) + "."
    }

    private static func sign(
        _ header: String,
        _ claims: [String: any Sendable],
        with key: P256.Signing.PrivateKey
    ) throws -> String {
        let content = try content(header, claims)
        return content + "." + (try key.signature(for: Data(content.utf8)).rawRepresentation.base64URL)
    }
}
