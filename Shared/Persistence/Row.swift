/// One row of an answer, read by column name.
package struct Row: Sendable {
    let columns: Columns
    let values: [SQLValue]

    package func get<Value: SQLDecodable>(_ column: String, as type: Value.Type = Value.self) throws -> Value {
        try decode(column) { Value(sqlValue: $0) }
    }

    package func get<Value: SQLDecodable>(_ column: String, as type: Value?.Type = Value?.self) throws -> Value? {
        try decodeIfPresent(column) { Value(sqlValue: $0) }
    }

    package func get<Value: RawRepresentable>(_ column: String, as type: Value.Type = Value.self) throws -> Value
    where Value.RawValue: SQLDecodable {
        try decode(column) { Value.RawValue(sqlValue: $0).flatMap(Value.init(rawValue:)) }
    }

    package func get<Value: RawRepresentable>(_ column: String, as type: Value?.Type = Value?.self) throws -> Value?
    where Value.RawValue: SQLDecodable {
        try decodeIfPresent(column) { Value.RawValue(sqlValue: $0).flatMap(Value.init(rawValue:)) }
    }

    private func decode<Value>(_ column: String, _ convert: (SQLValue) -> Value?) throws -> Value {
        guard let value = try decodeIfPresent(column, convert) else { throw RowError.null(column: column) }
        return value
    }

    private func decodeIfPresent<Value>(_ column: String, _ convert: (SQLValue) -> Value?) throws -> Value? {
        guard let index = columns.indices[column] else { throw RowError.missing(column: column) }
        let stored = values[index]
        if stored == .null { return nil }
        guard let value = convert(stored) else {
            throw RowError.mismatch(column: column, expected: "\(Value.self)", found: stored.typeName)
        }
        return value
    }

    /// The column names of an answer, shared by its rows.
    final class Columns: Sendable {
        let indices: [String: Int]

        init(_ names: [String]) {
            indices = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
        }
    }
}

/// A type that reads itself from a row.
package protocol RowDecodable {
    init(row: Row) throws
}

/// A row that isn't what the code expects. Never carries the value.
package enum RowError: Error, Equatable, CustomStringConvertible {
    case missing(column: String)
    case null(column: String)
    /// Another type, or a text that is no case of the enumeration.
    case mismatch(column: String, expected: String, found: String)

    package var description: String {
        switch self {
        case .missing(let column): "the answer has no column \(column)"
        case .null(let column): "column \(column) is null"
        case .mismatch(let column, let expected, let found): "column \(column) holds \(found), not \(expected)"
        }
    }
}
