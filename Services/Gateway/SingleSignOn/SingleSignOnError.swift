/// Why a sign-in with the provider came to nothing. The page `/sign-in?problem=…` explains each by its raw value.
package enum SingleSignOnError: String, Error, CaseIterable {
    /// No provider is configured.
    case notConfigured = "sso_not_configured"
    /// The provider doesn't answer, or not as OpenID Connect asks.
    case unavailable = "sso_unavailable"
    /// The person, or the provider, said no.
    case cancelled = "sso_cancelled"
    /// Nothing was begun in this browser, or it is over: too long ago, used before, or another attempt's.
    case expired = "sso_expired"
    /// What the provider says doesn't hold: signature, audience, time, nonce.
    case refused = "sso_refused"
    case foreignReturn = "sso_foreign_return"
    case emailNotVerified = "sso_email_not_verified"
    /// Nobody has an account with this address, and its domain gets none by itself.
    case noAccount = "sso_no_account"
    /// Somebody wrote this address into their own account: that proves nothing.
    case accountNotConfirmed = "sso_account_not_confirmed"
    /// Suspended, or waiting for approval.
    case accountInactive = "sso_account_inactive"
}
