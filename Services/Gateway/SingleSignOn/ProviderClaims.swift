import Foundation
import JWTKit

/// What a provider says of a person, in an identity token or at its userinfo endpoint.
struct ProviderClaims: JWTPayload {
    let subject: String
    let issuer: String?
    let audience: [String]
    let authorizedParty: String?
    /// Seconds since 1970, as the next two.
    let expiry: Double?
    let issuedAt: Double?
    let notBefore: Double?
    let nonce: String?
    let email: String?
    let isEmailVerified: Bool
    let name: String?
    let username: String?

    /// Seconds by which the provider's clock may differ from ours.
    static let clockSkew = 60.0
    /// An identity token is used at once: one from long ago is somebody's find.
    private static let oldest = 600.0

    private enum CodingKeys: String, CodingKey {
        case subject = "sub"
        case issuer = "iss"
        case audience = "aud"
        case authorizedParty = "azp"
        case expiry = "exp"
        case issuedAt = "iat"
        case notBefore = "nbf"
        case nonce, email, name
        case isEmailVerified = "email_verified"
        case username = "preferred_username"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        subject = try container.decode(String.self, forKey: .subject)
        issuer = try container.decodeIfPresent(String.self, forKey: .issuer)
        if let one = try? container.decode(String.self, forKey: .audience) {
            audience = [one]
        } else {
            audience = try container.decodeIfPresent([String].self, forKey: .audience) ?? []
        }
        authorizedParty = try container.decodeIfPresent(String.self, forKey: .authorizedParty)
        expiry = try container.decodeIfPresent(Double.self, forKey: .expiry)
        issuedAt = try container.decodeIfPresent(Double.self, forKey: .issuedAt)
        notBefore = try container.decodeIfPresent(Double.self, forKey: .notBefore)
        nonce = try container.decodeIfPresent(String.self, forKey: .nonce)
        email = try container.decodeIfPresent(String.self, forKey: .email)
        // Some providers write it as text.
        isEmailVerified =
            (try? container.decode(Bool.self, forKey: .isEmailVerified))
            ?? ((try? container.decode(String.self, forKey: .isEmailVerified)) == "true")
        name = try container.decodeIfPresent(String.self, forKey: .name)
        username = try container.decodeIfPresent(String.self, forKey: .username)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(subject, forKey: .subject)
    }

    /// Signature only: what the claims must say depends on the attempt, see `isMeant(for:nonce:by:now:)`.
    func verify(using algorithm: some JWTAlgorithm) throws {}

    /// OpenID Connect Core 1.0, section 3.1.3.7.
    func isMeant(for clientID: String, nonce: String, by issuer: String, now: Double) -> Bool {
        guard self.issuer == issuer, audience.contains(clientID), self.nonce == nonce,
            (1...255).contains(subject.utf8.count)
        else { return false }
        if audience.count > 1 || authorizedParty != nil {
            guard authorizedParty == clientID else { return false }
        }
        guard let expiry, let issuedAt else { return false }
        return expiry > now - Self.clockSkew && issuedAt <= now + Self.clockSkew
            && issuedAt > now - Self.oldest - Self.clockSkew && notBefore ?? issuedAt <= now + Self.clockSkew
    }
}
