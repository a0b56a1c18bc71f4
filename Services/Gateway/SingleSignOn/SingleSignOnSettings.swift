import Configuration
import Daemon
import Foundation
import SuiteProtocol

/// The OpenID provider that people may sign in with, beside their passwords.
struct SingleSignOnSettings: Sendable, Equatable {
    /// `OIDC_ISSUER`: as the provider writes itself, to the letter. Unset means that there is none.
    let issuer: String
    /// `OIDC_CLIENT_ID`: what the provider calls this installation.
    let clientID: String
    /// `OIDC_CLIENT_SECRET`: none for a public client, which PKCE alone protects.
    let clientSecret: String?
    /// `OIDC_NAME` (the issuer's host): what stands on the button.
    let name: String
    /// `OIDC_DOMAINS`: whose verified e-mail address gets an account at the first sign-in. Nobody's by default.
    let domains: EmailDomains
    /// `OIDC_ROLE`, else `REGISTRATION_ROLE`: what they become. Never an administrator.
    let role: Role

    /// - Parameter role: of whoever registers themselves.
    init?(_ config: ConfigReader, role: Role) throws {
        guard let issuer = config.text("oidc.issuer") else { return nil }
        guard let address = URL(string: issuer), ProviderAddress.isTrustworthy(issuer), address.query == nil,
            address.fragment == nil
        else {
            throw ConfigurationError("OIDC_ISSUER", "expected an https address (http only on this machine)")
        }
        guard let clientID = config.text("oidc.client.id") else {
            throw ConfigurationError("OIDC_CLIENT_ID", "is needed with OIDC_ISSUER")
        }
        self.issuer = issuer
        self.clientID = clientID
        clientSecret = config.text("oidc.client.secret", secret: true)
        name = config.string(forKey: "oidc.name", or: address.host() ?? issuer)
        domains = try EmailDomains(config.string(forKey: "oidc.domains", or: ""), key: "OIDC_DOMAINS")
        guard let role = Role(rawValue: config.string(forKey: "oidc.role", or: role.rawValue)),
            !role.permissions.contains(.administerUsers)
        else { throw ConfigurationError("OIDC_ROLE", "expected student, tutor, clinician, teacher or clerk") }
        self.role = role
    }
}

/// What may be asked over the network: encrypted, or this machine itself.
enum ProviderAddress {
    static func isTrustworthy(_ text: String) -> Bool {
        guard let url = URL(string: text), let host = url.host(), !host.isEmpty, url.user() == nil else { return false }
        switch url.scheme {
        case "https": return true
        case "http": return ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host)
        default: return false
        }
    }
}
