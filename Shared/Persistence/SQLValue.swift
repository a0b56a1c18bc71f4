import Foundation

/// A value as the engines store it.
package enum SQLValue: Sendable, Equatable {
    case null
    case integer(Int64)
    case real(Double)
    case boolean(Bool)
    case text(String)
    case blob(Data)

    var typeName: String {
        switch self {
        case .null: "null"
        case .integer: "integer"
        case .real: "real"
        case .boolean: "boolean"
        case .text: "text"
        case .blob: "blob"
        }
    }

    func checkStorable() throws {
        switch self {
        case .text(let text) where text.utf8.contains(0): throw DatabaseError.unstorable("text with U+0000")
        case .real(let number) where number.isNaN: throw DatabaseError.unstorable("not a number")
        default: return
        }
    }
}

/// The type a parameter is declared with, also where its value is null. The raw value is the name in a `CAST`.
package enum SQLType: String, Sendable {
    case integer = "BIGINT"
    case real = "DOUBLE PRECISION"
    case boolean = "BOOLEAN"
    case text = "TEXT"
    case blob = "BYTEA"
}

/// A value with its declared type.
struct SQLParameter: Sendable, Equatable {
    let value: SQLValue
    let type: SQLType

    init(_ value: SQLValue, _ type: SQLType) {
        self.value = value
        self.type = type
    }
}

/// What can stand in an interpolation of `SQL`.
package protocol SQLEncodable {
    static var sqlType: SQLType { get }
    var sqlValue: SQLValue { get }
}

/// What a column can be read as. Returns nil where the stored value has another type.
package protocol SQLDecodable {
    init?(sqlValue: SQLValue)
}

/// Both directions.
package typealias SQLCodable = SQLEncodable & SQLDecodable
