import Daemon
import HTTPTypes

/// Why something about a person's data can't be done.
enum PrivacyError: Error, Equatable {
    case unknownPurpose, textHasChanged, consentNotNeeded
    case guardianNeeded, guardianMissing, notAGuardiansMatter
    case unknownPerson
    case wrongConfirmation, reasonRequired, noErasure
    case unknownFormat, exportBusy
}

extension PrivacyError: ProblemConvertible {
    var problem: Problem {
        switch self {
        case .unknownPurpose: Problem(.notFound, "purpose_not_found", Messages.purposeNotFound)
        case .textHasChanged: Problem(.conflict, "consent_version", Messages.consentVersion)
        case .consentNotNeeded: Problem(.conflict, "consent_not_needed", Messages.consentNotNeeded)
        case .guardianNeeded: Problem(.forbidden, "guardian_needed", Messages.guardianNeeded)
        case .guardianMissing: Problem(.unprocessableContent, "guardian_missing", Messages.guardianMissing)
        case .notAGuardiansMatter: Problem(.conflict, "not_a_minor", Messages.notAMinor)
        case .unknownPerson: Problem(.notFound, "user_not_found", Messages.personNotFound)
        case .wrongConfirmation: Problem(.unprocessableContent, "wrong_confirmation", Messages.wrongConfirmation)
        case .reasonRequired: Problem(.unprocessableContent, "reason_required", Messages.erasureReasonRequired)
        case .noErasure: Problem(.notFound, "erasure_not_found", Messages.noErasure)
        case .unknownFormat: Problem(.badRequest, "bad_format", Messages.unknownExportFormat)
        case .exportBusy:
            Problem(.serviceUnavailable, "export_busy", Messages.exportBusy, headers: [.retryAfter: "10"])
        }
    }
}
