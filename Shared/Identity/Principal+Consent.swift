import Daemon
import HTTPTypes
import SuiteProtocol

extension Principal {
    /// Throws 403 `consent_missing` where the person's data may not be used for this.
    package func checkConsent(to purpose: Purpose) throws {
        guard withheld.contains(purpose) else { return }
        throw Problem(.forbidden, "consent_missing", Self.consentMissing, purpose: purpose)
    }

    private static let consentMissing = LocalizedText(
        es: "Falta tu permiso, o el de tu tutor legal, para usar tus datos en esto. Revísalo en «Mis datos».",
        en: "Your permission, or your guardian's, to use your data for this is missing. See “My data”."
    )
}
