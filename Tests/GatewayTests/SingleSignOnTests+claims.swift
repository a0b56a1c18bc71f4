import Foundation
import NIOHTTP1
import Testing

/// What an identity token says, true or not.
extension SingleSignOnTests {
    /// A change of what the identity token says, and what comes of it.
    struct Claim: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let problem: String?
        let change: @Sendable (inout [String: any Sendable]) -> Void

        init(_ name: String, _ problem: String?, _ change: @escaping @Sendable (inout [String: any Sendable]) -> Void) {
            (testDescription, self.problem, self.change) = (name, problem, change)
        }
    }

    private static let claims: [Claim] = [
        Claim("another nonce", "sso_refused") { $0["nonce"] = "another" },
        Claim("no nonce", "sso_refused") { $0["nonce"] = nil },
        Claim("another audience", "sso_refused") { $0["aud"] = "another" },
        Claim("two audiences and nobody authorized", "sso_refused") { $0["aud"] = ["consulta", "another"] },
        Claim("another party authorized", "sso_refused") { $0["azp"] = "another" },
        Claim("two audiences, we are authorized", nil) {
            $0["aud"] = ["consulta", "another"]
            $0["azp"] = "consulta"
        },
        Claim("another issuer", "sso_refused") { $0["iss"] = "https://accounts.example" },
        Claim("expired beyond the skew", "sso_refused") { $0["exp"] = Int(Date().timeIntervalSince1970) - 90 },
        Claim("expired within the skew", nil) { $0["exp"] = Int(Date().timeIntervalSince1970) - 30 },
        Claim("issued in the future beyond the skew", "sso_refused") {
            $0["iat"] = Int(Date().timeIntervalSince1970) + 90
        },
        Claim("issued in the future within the skew", nil) { $0["iat"] = Int(Date().timeIntervalSince1970) + 30 },
        Claim("issued long ago", "sso_refused") { $0["iat"] = Int(Date().timeIntervalSince1970) - 3600 },
        Claim("no expiry", "sso_refused") { $0["exp"] = nil },
        Claim("no subject", "sso_refused") { $0["sub"] = "" },
        Claim("address not verified", "sso_email_not_verified") { $0["email_verified"] = false },
        Claim("nothing said of the address", "sso_email_not_verified") { $0["email_verified"] = nil },
        Claim("verified, as text", nil) { $0["email_verified"] = "true" },
        Claim("a foreign domain", "sso_no_account") { $0["email"] = "ana@elsewhere.example" },
        Claim("a domain that only ends alike", "sso_no_account") { $0["email"] = "ana@notescuela.example" },
    ]

    @Test(arguments: claims) func believesWhatATokenSaysOnlyWhere(_ claim: Claim) async throws {
        try await Self.run { gateway, provider in
            let begun = try await Self.begin(gateway)
            let code = try provider.code(for: begun.location, change: claim.change)
            let back = try await Self.finish(gateway, begun, code: code)
            #expect(Self.problem(back) == claim.problem)
            #expect((back.cookie("consulta_access") != nil) == (claim.problem == nil))
        }
    }
}
