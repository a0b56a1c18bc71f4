import Daemon
import HTTPTypes

/// Why what is said of an office can't be kept.
enum OfficeFault: Error, Equatable {
    case missingDependencia
    case tooLong(OfficeField)
    case formula(OfficeField)
    case badTelephone(OfficeField)
    case badEmail
    case notText(OfficeField)

    var code: String {
        switch self {
        case .missingDependencia: "missing_dependencia"
        case .tooLong: "too_long"
        case .formula: "formula"
        case .badTelephone: "bad_telephone"
        case .badEmail: "bad_email"
        case .notText: "not_text"
        }
    }

    var detail: LocalizedText {
        switch self {
        case .missingDependencia: Messages.missingDependencia
        case .tooLong(let field): Messages.tooLong(field.rawValue, limit: field.limit)
        case .formula(let field): Messages.formula(field.rawValue)
        case .badTelephone(let field): Messages.badTelephone(field.rawValue)
        case .badEmail: Messages.badEmail
        case .notText(let field): Messages.unreadable(field.rawValue)
        }
    }
}

extension OfficeFault: ProblemConvertible {
    var problem: Problem { Problem(.unprocessableContent, code, detail) }
}

/// Why an office can't be kept, changed or found.
enum OfficeError: Error, Equatable {
    case notFound
    case unknownMunicipality
    /// Another office of the municipality has this name.
    case exists
    /// By somebody else, since it was seen.
    case changedMeanwhile
    case invalidCursor, invalidLimit
}

extension OfficeError: ProblemConvertible {
    var problem: Problem {
        switch self {
        case .notFound: Problem(.notFound, "office_not_found", Messages.officeNotFound)
        case .unknownMunicipality: Problem(.unprocessableContent, "unknown_municipality", Messages.unknownPlace)
        case .exists: Problem(.conflict, "office_exists", Messages.officeExists)
        case .changedMeanwhile: Problem(.conflict, "changed_meanwhile", Messages.changedMeanwhile)
        case .invalidCursor: Problem(.badRequest, "invalid_cursor", Messages.invalidCursor)
        case .invalidLimit: Problem(.badRequest, "bad_limit", Messages.badPageSize)
        }
    }
}
