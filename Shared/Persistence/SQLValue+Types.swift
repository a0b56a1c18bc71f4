import Foundation

extension String: SQLCodable {
    package static var sqlType: SQLType { .text }
    package var sqlValue: SQLValue { .text(self) }

    package init?(sqlValue: SQLValue) {
        guard case .text(let text) = sqlValue else { return nil }
        self = text
    }
}

extension Int64: SQLCodable {
    package static var sqlType: SQLType { .integer }
    package var sqlValue: SQLValue { .integer(self) }

    package init?(sqlValue: SQLValue) {
        guard case .integer(let number) = sqlValue else { return nil }
        self = number
    }
}

extension Int: SQLCodable {
    package static var sqlType: SQLType { .integer }
    package var sqlValue: SQLValue { .integer(Int64(self)) }

    package init?(sqlValue: SQLValue) {
        guard case .integer(let number) = sqlValue else { return nil }
        self.init(exactly: number)
    }
}

extension Double: SQLCodable {
    package static var sqlType: SQLType { .real }
    package var sqlValue: SQLValue { .real(self) }

    package init?(sqlValue: SQLValue) {
        switch sqlValue {
        case .real(let number): self = number
        case .integer(let number): self = Double(number)
        default: return nil
        }
    }
}

extension Bool: SQLCodable {
    package static var sqlType: SQLType { .boolean }
    package var sqlValue: SQLValue { .boolean(self) }

    /// SQLite has no booleans: it keeps 0 and 1.
    package init?(sqlValue: SQLValue) {
        switch sqlValue {
        case .boolean(let flag): self = flag
        case .integer(0): self = false
        case .integer(1): self = true
        default: return nil
        }
    }
}

extension Data: SQLCodable {
    package static var sqlType: SQLType { .blob }
    package var sqlValue: SQLValue { .blob(self) }

    package init?(sqlValue: SQLValue) {
        guard case .blob(let data) = sqlValue else { return nil }
        self = data
    }
}

/// Whole milliseconds since 1970.
extension Date: SQLCodable {
    package static var sqlType: SQLType { .integer }

    package var sqlValue: SQLValue {
        .integer(Int64(exactly: (timeIntervalSince1970 * 1000).rounded()) ?? 0)
    }

    package init?(sqlValue: SQLValue) {
        guard case .integer(let milliseconds) = sqlValue else { return nil }
        self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
    }
}
