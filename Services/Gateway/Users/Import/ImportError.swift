import Daemon
import HTTPTypes

/// Why a whole file can't be imported.
package enum ImportError: Error, Equatable {
    case notText, headerMissing, columnRepeated, empty, tooManyLines
    case unclosedQuote(line: Int)
}

extension ImportError: ProblemConvertible {
    package var problem: Problem {
        switch self {
        case .notText: Problem(.unprocessableContent, "not_a_table", Messages.importNotText)
        case .headerMissing: Problem(.unprocessableContent, "header_missing", Messages.importHeaderMissing)
        case .columnRepeated: Problem(.unprocessableContent, "column_repeated", Messages.importColumnRepeated)
        case .empty: Problem(.unprocessableContent, "no_people", Messages.importEmpty)
        case .tooManyLines: Problem(.unprocessableContent, "too_many_lines", Messages.importTooManyLines)
        case .unclosedQuote(let line):
            Problem(.unprocessableContent, "unclosed_quote", Messages.importUnclosedQuote(line))
        }
    }
}

/// Why a line is left out.
enum ImportFault: Error, Equatable {
    case user(UserError)
    case formula(String), unknownRole(String), unknownFlag(String), invalidGroup
    case nameMissing, rolesMissing
    case repeats(line: Int)
    /// Its e-mail and its user name are of two people.
    case twoPeople
    /// User names stay as they are.
    case usernameFixed
    /// Several have this name.
    case ambiguous

    var code: String {
        switch self {
        case .user(let error): error.problem.code
        case .formula: "formula_cell"
        case .unknownRole: "unknown_role"
        case .unknownFlag: "unknown_flag"
        case .invalidGroup: "invalid_group_name"
        case .nameMissing: "name_missing"
        case .rolesMissing: "roles_missing"
        case .repeats: "repeated_line"
        case .twoPeople: "two_people"
        case .usernameFixed: "username_fixed"
        case .ambiguous: "ambiguous_name"
        }
    }

    var detail: LocalizedText {
        switch self {
        case .user(let error): error.problem.detail
        case .formula(let mark): Messages.importFormula(mark)
        case .unknownRole(let word): Messages.importUnknownRole(word)
        case .unknownFlag(let word): Messages.importUnknownFlag(word)
        case .invalidGroup: Messages.invalidGroupName
        case .nameMissing: Messages.importNameMissing
        case .rolesMissing: Messages.importRolesMissing
        case .repeats(let line): Messages.importRepeats(line)
        case .twoPeople: Messages.importTwoPeople
        case .usernameFixed: Messages.importUsernameFixed
        case .ambiguous: Messages.importAmbiguous
        }
    }
}
