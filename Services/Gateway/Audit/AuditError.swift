import Daemon
import HTTPTypes

/// Why the audit can't be looked into.
package enum AuditError: ProblemConvertible, Equatable {
    case reasonRequired
    case invalidReason
    case invalidCursor
    case invalidFormat
    case invalidLimit

    package var problem: Problem {
        switch self {
        case .reasonRequired: Problem(.forbidden, "reason_required", AuditMessages.reasonRequired)
        case .invalidReason: Problem(.unprocessableContent, "invalid_reason", AuditMessages.invalidReason)
        case .invalidCursor: Problem(.badRequest, "invalid_cursor", Messages.invalidCursor)
        case .invalidFormat: Problem(.badRequest, "invalid_format", AuditMessages.invalidFormat)
        case .invalidLimit: Problem(.badRequest, "invalid_limit", AuditMessages.invalidLimit)
        }
    }
}
