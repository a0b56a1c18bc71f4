import Daemon
import HTTPTypes

/// Why an account can't be made.
package enum UserError: Error, Equatable {
    case invalidUsername, usernameTaken, invalidName, invalidEmail, rolesMissing, passwordTooShort, passwordTooLong
}

extension UserError: ProblemConvertible {
    package var problem: Problem {
        switch self {
        case .invalidUsername: Problem(.unprocessableContent, "invalid_username", Messages.invalidUsername)
        case .usernameTaken: Problem(.conflict, "username_taken", Messages.usernameTaken)
        case .invalidName: Problem(.unprocessableContent, "invalid_name", Messages.invalidName)
        case .invalidEmail: Problem(.unprocessableContent, "invalid_email", Messages.invalidEmail)
        case .rolesMissing: Problem(.unprocessableContent, "roles_missing", Messages.rolesMissing)
        case .passwordTooShort: Problem(.unprocessableContent, "password_too_short", Messages.passwordTooShort)
        case .passwordTooLong: Problem(.unprocessableContent, "password_too_long", Messages.passwordTooLong)
        }
    }
}
