import Foundation
import Persistence

/// The authorization code flow with the configured provider (OpenID Connect Core 1.0, RFC 7636).
struct SingleSignOn: Sendable {
    let provider: OpenIDProvider
    let keys: ProviderKeys
    let identities: ExternalIdentityStore
    let signIn: SignIn
    let keyring: Keyring

    var settings: SingleSignOnSettings { provider.settings }

    /// Where the browser is sent, and what it keeps until it comes back.
    func begin(redirectURI: String, destination: String) async throws -> (url: String, cookie: String) {
        let endpoint = try await provider.metadata().authorizationEndpoint
        let attempt = SignInAttempt(redirectURI: redirectURI, destination: destination)
        let query = FormEncoding.text([
            ("response_type", "code"), ("client_id", settings.clientID), ("redirect_uri", redirectURI),
            ("scope", "openid profile email"), ("state", attempt.state), ("nonce", attempt.nonce),
            ("code_challenge", attempt.challenge), ("code_challenge_method", "S256"),
        ])
        return (endpoint + (endpoint.contains("?") ? "&" : "?") + query, try attempt.sealed(by: keyring))
    }

    /// The session that the provider's answer opens.
    func finish(_ answer: ProviderAnswer, _ attempt: SignInAttempt, from origin: SignInOrigin) async throws -> SignedIn
    {
        guard answer.state.map({ Data($0.utf8).isEqualInConstantTime(to: Data(attempt.state.utf8)) }) == true else {
            throw SingleSignOnError.expired
        }
        // RFC 9207: the answer of another provider than the one that was asked.
        guard answer.issuer == nil || answer.issuer == settings.issuer else { throw SingleSignOnError.refused }
        guard let code = answer.code else {
            throw answer.error == "access_denied" ? SingleSignOnError.cancelled : SingleSignOnError.refused
        }
        let tokens = try await provider.redeem(code, of: attempt)
        let claims = try await keys.claims(of: tokens.idToken)
        let now = Date()
        guard
            claims.isMeant(
                for: settings.clientID,
                nonce: attempt.nonce,
                by: settings.issuer,
                now: now.timeIntervalSince1970
            )
        else { throw SingleSignOnError.refused }
        let person = try await person(claims, tokens)
        let account = try await identities.account(of: person, settings, attempt, from: origin, at: now)
        return try await signIn.withProof(of: account, from: origin)
    }

    /// With what only the userinfo endpoint says, where it speaks of the same person.
    private func person(_ claims: ProviderClaims, _ tokens: ProviderTokens) async throws -> ExternalIdentity {
        var details = claims
        if claims.email == nil, let told = try await provider.userInfo(for: tokens.accessToken) {
            guard told.subject == claims.subject else { throw SingleSignOnError.refused }
            details = told
        }
        return ExternalIdentity(
            issuer: settings.issuer,
            subject: claims.subject,
            verifiedEmail: details.isEmailVerified ? details.email : nil,
            name: details.name ?? details.username
        )
    }
}

/// What stands in the address with which the provider sends the browser back.
struct ProviderAnswer: Sendable {
    let state: String?
    let code: String?
    let error: String?
    let issuer: String?
}
