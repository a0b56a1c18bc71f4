/// Why the database did not do it: the same cases for both engines. Never carries a stored value.
package enum DatabaseError: Error, Equatable {
    /// It can't be reached or opened. Whoever asked may try again later.
    case unavailable(String)
    /// Every connection of the pool was busy for too long.
    case noFreeConnection
    case constraint(ConstraintViolation)
    /// Transactions kept colliding, after all retries.
    case conflict
    /// Another process holds the lock.
    case locked
    case full
    case readOnly
    case corrupt(String)
    case statementTimeout
    /// The connection was lost while committing: the transaction may stand or not.
    case commitInDoubt
    /// A statement after one that failed in the same transaction.
    case transactionFailed
    /// A value that one of the engines couldn't keep.
    case unstorable(String)
    /// The statement itself is wrong: `code` is the SQLSTATE or SQLite's result code.
    case statement(code: String, message: String)
    /// Neither `postgres://` nor a file.
    case unsupportedURL

    /// Whether the same may work later: nothing is wrong with what was asked for.
    package var mayPass: Bool {
        switch self {
        case .constraint, .unstorable, .statement, .unsupportedURL: false
        case .unavailable, .noFreeConnection, .conflict, .locked, .full, .readOnly, .corrupt, .statementTimeout,
            .commitInDoubt, .transactionFailed:
            true
        }
    }

    package var isUniqueViolation: Bool {
        if case .constraint(let violation) = self { violation.kind == .unique } else { false }
    }
}

extension DatabaseError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unavailable(let reason): "the database is unavailable: \(reason)"
        case .noFreeConnection: "no database connection became free in time"
        case .constraint(let violation): "\(violation.kind) constraint violated: \(violation.name)"
        case .conflict: "the transaction kept colliding with others"
        case .locked: "the database is locked by another process"
        case .full: "the database's disk is full"
        case .readOnly: "the database can only be read here"
        case .corrupt(let reason): "the database is damaged: \(reason)"
        case .statementTimeout: "a database statement took too long"
        case .commitInDoubt: "the connection was lost while committing"
        case .transactionFailed: "an earlier statement of the transaction failed"
        case .unstorable(let what): "\(what) can't be stored"
        case .statement(let code, let message): "the database refused a statement (\(code)): \(message)"
        case .unsupportedURL: "a database URL starts with postgres:// or sqlite:, or is the path of a file"
        }
    }
}

/// A rule of the schema that a statement broke.
package struct ConstraintViolation: Sendable, Equatable {
    package enum Kind: String, Sendable {
        case unique, foreignKey, notNull, check, other
    }

    package let kind: Kind
    /// `table.column, table.column` for unique and not null on both engines; otherwise the constraint's name, or empty.
    package let name: String
}
