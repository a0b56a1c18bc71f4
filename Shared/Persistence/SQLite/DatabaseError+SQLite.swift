import GRDB

extension DatabaseError {
    init(_ error: GRDB.DatabaseError) {
        let message = error.message ?? ""
        self =
            switch error.resultCode {
            case .SQLITE_CONSTRAINT: .constraint(ConstraintViolation(error.extendedResultCode, message))
            case .SQLITE_BUSY, .SQLITE_LOCKED: .locked
            case .SQLITE_FULL: .full
            case .SQLITE_READONLY: .readOnly
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: .corrupt(message)
            case .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_NOMEM: .unavailable(message)
            case .SQLITE_INTERRUPT: .statementTimeout
            case .SQLITE_MISUSE where message.contains("closed"): .unavailable("closed")
            default: .statement(code: "\(error.extendedResultCode.rawValue)", message: message)
            }
    }

    static func translating<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as GRDB.DatabaseError {
            throw DatabaseError(error)
        }
    }

    static func translating<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as GRDB.DatabaseError {
            throw DatabaseError(error)
        }
    }
}

extension ConstraintViolation {
    /// SQLite says `UNIQUE constraint failed: people.email`.
    fileprivate init(_ code: ResultCode, _ message: String) {
        kind =
            switch code {
            case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID: .unique
            case .SQLITE_CONSTRAINT_FOREIGNKEY: .foreignKey
            case .SQLITE_CONSTRAINT_NOTNULL: .notNull
            case .SQLITE_CONSTRAINT_CHECK: .check
            default: .other
            }
        name = message.firstRange(of: ": ").map { String(message[$0.upperBound...]) } ?? ""
    }
}
