import Daemon
import HTTPTypes

/// Why an account can't be made or changed.
package enum UserError: Error, Equatable {
    case invalidUsername, invalidName, invalidEmail, rolesMissing, passwordTooShort, passwordTooLong
    case unknownGroup, invalidFilter
    case usernameTaken, emailTaken
    /// The change would leave nobody who may change it back.
    case lastAdministrator
    case ownAccount
    case suspended, pending
    /// Used, expired, or another was made since.
    case linkInvalid
    case wrongPassword
    case notFound
}

extension UserError: ProblemConvertible {
    package var problem: Problem {
        switch self {
        case .invalidUsername: Problem(.unprocessableContent, "invalid_username", Messages.invalidUsername)
        case .invalidName: Problem(.unprocessableContent, "invalid_name", Messages.invalidName)
        case .invalidEmail: Problem(.unprocessableContent, "invalid_email", Messages.invalidEmail)
        case .rolesMissing: Problem(.unprocessableContent, "roles_missing", Messages.rolesMissing)
        case .passwordTooShort: Problem(.unprocessableContent, "password_too_short", Messages.passwordTooShort)
        case .passwordTooLong: Problem(.unprocessableContent, "password_too_long", Messages.passwordTooLong)
        case .unknownGroup: Problem(.unprocessableContent, "unknown_group", Messages.unknownGroup)
        case .invalidFilter: Problem(.badRequest, "invalid_filter", Messages.invalidFilter)
        case .usernameTaken: Problem(.conflict, "username_taken", Messages.usernameTaken)
        case .emailTaken: Problem(.conflict, "email_taken", Messages.emailTaken)
        case .lastAdministrator: Problem(.conflict, "last_administrator", Messages.lastAdministrator)
        case .ownAccount: Problem(.conflict, "own_account", Messages.ownAccount)
        case .suspended: Problem(.conflict, "account_suspended", Messages.accountSuspended)
        case .pending: Problem(.conflict, "approval_pending", Messages.approvalPending)
        case .linkInvalid: Problem(.gone, "link_invalid", Messages.linkInvalid)
        case .wrongPassword: Problem(.forbidden, "wrong_password", Messages.wrongPassword)
        case .notFound: .notFound
        }
    }
}
