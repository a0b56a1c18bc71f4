import Daemon
import HTTPTypes
import SuiteProtocol

extension Principal {
    /// Throws 403 `consent_missing` where the person's data may not be used for this.
    package func checkConsent(to purpose: Purpose) throws {
        if withheld.contains(purpose) { throw Problem.consentMissing(to: purpose) }
    }
}

extension Problem {
    package static func consentMissing(to purpose: Purpose) -> Problem {
        Problem(.forbidden, "consent_missing", consentText, purpose: purpose)
    }

    private static let consentText = LocalizedText(
        es: "Falta el consentimiento para usar tus datos en esto. Revísalo en «Mis datos».",
        en: "Your permission, or your guardian's, to use your data for this is missing. See “My data”."
    )
}
