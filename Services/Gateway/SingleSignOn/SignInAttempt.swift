import Crypto
import Foundation
import Hummingbird
import Identity
import Persistence

/// A sign-in that a browser began and the provider is to confirm. It travels in that browser's cookie, sealed.
struct SignInAttempt: Codable, Sendable, Equatable {
    static let cookie = "consulta_oidc"
    static let lifetime: TimeInterval = 600
    /// The newest key seals, so that a cookie says nothing and can't be made by anybody else.
    private static let context = "single sign-on"

    /// Comes back with the answer: it is this browser's, and no other site's idea.
    let state: String
    /// Comes back in the identity token: it was made for this attempt.
    let nonce: String
    /// RFC 7636: whoever steals the code can't use it.
    let verifier: String
    let redirectURI: String
    /// Where the person wanted to go, on our own site.
    let destination: String
    let expiresAt: Date

    init(redirectURI: String, destination: String, at now: Date = Date()) {
        (state, nonce, verifier) = (
            OpaqueToken.generated().text, OpaqueToken.generated().text, OpaqueToken.generated().text
        )
        self.redirectURI = redirectURI
        self.destination = destination
        expiresAt = now.addingTimeInterval(Self.lifetime)
    }

    /// S256, the only method that hides the verifier.
    var challenge: String { Data(SHA256.hash(data: Data(verifier.utf8))).base64URL }

    func sealed(by keyring: Keyring) throws -> String {
        let text = String(decoding: try JSONEncoder().encode(self), as: UTF8.self)
        return try keyring.seal(text, for: Self.context).base64URL
    }

    /// nil for what isn't ours or is over.
    init?(sealed text: String, by keyring: Keyring, at now: Date = Date()) {
        guard let data = Data(base64URL: text), let plain = try? keyring.open(data, for: Self.context),
            let attempt = try? JSONDecoder().decode(SignInAttempt.self, from: Data(plain.utf8)), attempt.expiresAt > now
        else { return nil }
        self = attempt
    }

    /// Lax: the answer comes by a link from the provider's site, with which a strict cookie isn't sent.
    static func cookie(_ value: String, isSecure: Bool) -> String {
        "\(cookie)=\(value); Path=/auth/oidc; Max-Age=\(value.isEmpty ? 0 : Int(lifetime)); HttpOnly; SameSite=Lax"
            + (isSecure ? "; Secure" : "")
    }

    /// A place on this site: one slash, then nothing that a browser could read as a host, and not the sign-in itself.
    static func destination(_ text: String?) throws(SingleSignOnError) -> String {
        guard let text, !text.isEmpty else { return "/" }
        let isPlain = text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }
        guard isPlain, text.utf8.count <= 512, text.hasPrefix("/"), !text.hasPrefix("//") else { throw .foreignReturn }
        return text.hasPrefix("/auth/") ? "/" : text
    }
}
