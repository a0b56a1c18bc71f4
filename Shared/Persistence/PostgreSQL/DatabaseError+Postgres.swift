import CPostgres
import Foundation

/// What the server says of a statement that failed.
struct PostgresFailure {
    let sqlState: String
    let message: String
    let table: String
    let column: String
    let constraint: String
    let detail: String

    /// A broken connection has no fields, only libpq's message.
    init(_ result: OpaquePointer, orElse linkMessage: String) {
        func field(_ code: Character) -> String {
            let value = code.asciiValue.flatMap { PQresultErrorField(result, Int32($0)) }
            return value.map { String(cString: $0) } ?? ""
        }
        sqlState = field("C")
        message = field("M").isEmpty ? linkMessage : field("M")
        table = field("t")
        column = field("c")
        constraint = field("n")
        detail = field("D")
    }

    /// The columns of a unique key, from `Key (a, b)=(…) already exists.` in whatever language the server speaks.
    fileprivate var keyColumns: [Substring] {
        guard let end = detail.firstRange(of: ")=("), let start = detail.firstIndex(of: "("), start < end.lowerBound
        else { return [] }
        return detail[detail.index(after: start)..<end.lowerBound].split(separator: ", ")
    }

    fileprivate var violation: ConstraintViolation {
        switch sqlState {
        case "23505":
            let columns = keyColumns.map { "\(table).\($0)" }.joined(separator: ", ")
            return ConstraintViolation(kind: .unique, name: columns.isEmpty ? constraint : columns)
        case "23502": return ConstraintViolation(kind: .notNull, name: "\(table).\(column)")
        case "23503": return ConstraintViolation(kind: .foreignKey, name: constraint)
        case "23514": return ConstraintViolation(kind: .check, name: constraint)
        default: return ConstraintViolation(kind: .other, name: constraint)
        }
    }
}

extension DatabaseError {
    /// SQLSTATE classes and codes of PostgreSQL's appendix A.
    init(_ failure: PostgresFailure, connectionLost: Bool) {
        let code = failure.sqlState
        self =
            switch code {
            case "40001", "40P01": .conflict
            case "57014": .statementTimeout
            case "25006": .readOnly
            case "55P03": .locked
            case "53100": .full
            case "XX001", "XX002": .corrupt(failure.message)
            case _ where code.hasPrefix("23"): .constraint(failure.violation)
            case _ where connectionLost || code.isEmpty, _ where Self.isUnavailable(code): .unavailable(failure.message)
            // Data exceptions quote the value.
            case _ where code.hasPrefix("22"): .statement(code: code, message: "a value doesn't fit")
            default: .statement(code: code, message: failure.message)
            }
    }

    /// Connection failures, refused sign-in, a missing database, no resources, shutting down.
    private static func isUnavailable(_ code: String) -> Bool {
        ["08", "28", "3D", "53", "57", "58"].contains { code.hasPrefix($0) }
    }
}
