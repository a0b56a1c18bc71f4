/// SQL text with its values kept apart: every interpolation becomes a parameter, never a part of the text.
///
/// `"SELECT * FROM messages WHERE owner = \(owner) AND status IN (\(statuses)) \(page)"`, where `page` is another `SQL`.
package struct SQL: ExpressibleByStringInterpolation, Sendable, Equatable {
    enum Piece: Sendable, Equatable {
        case text(String)
        case parameter(SQLParameter)
    }

    let pieces: [Piece]
    /// A list changes its text with its length, so it is not worth keeping prepared.
    let hasList: Bool

    package init(stringLiteral text: String) {
        pieces = [.text(text)]
        hasList = false
    }

    package init(stringInterpolation: Interpolation) {
        pieces = stringInterpolation.pieces
        hasList = stringInterpolation.hasList
    }

    package struct Interpolation: StringInterpolationProtocol {
        fileprivate var pieces: [Piece] = []
        fileprivate var hasList = false

        package init(literalCapacity: Int, interpolationCount: Int) {
            pieces.reserveCapacity(interpolationCount * 2 + 1)
        }

        package mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { pieces.append(.text(literal)) }
        }

        package mutating func appendInterpolation<Value: SQLEncodable>(_ value: Value) {
            pieces.append(.parameter(SQLParameter(value.sqlValue, Value.sqlType)))
        }

        package mutating func appendInterpolation<Value: SQLEncodable>(_ value: Value?) {
            pieces.append(.parameter(SQLParameter(value?.sqlValue ?? .null, Value.sqlType)))
        }

        package mutating func appendInterpolation<Value: RawRepresentable>(_ value: Value)
        where Value.RawValue: SQLEncodable {
            appendInterpolation(value.rawValue)
        }

        package mutating func appendInterpolation<Value: RawRepresentable>(_ value: Value?)
        where Value.RawValue: SQLEncodable {
            appendInterpolation(value?.rawValue)
        }

        /// Composition: the other statement's text and parameters in this place.
        package mutating func appendInterpolation(_ sql: SQL) {
            pieces += sql.pieces
            hasList = hasList || sql.hasList
        }

        /// `IN (\(list))`. An empty list is an empty set on both engines, for `NOT IN` too.
        package mutating func appendInterpolation<List: Collection>(_ list: List) where List.Element: SQLEncodable {
            hasList = true
            if list.isEmpty {
                pieces.append(.text("SELECT CAST(NULL AS \(List.Element.sqlType.rawValue)) WHERE 1 = 0"))
            }
            for (index, value) in list.enumerated() {
                if index > 0 { pieces.append(.text(", ")) }
                appendInterpolation(value)
            }
        }

        package mutating func appendInterpolation<List: Collection>(_ list: List)
        where List.Element: RawRepresentable, List.Element.RawValue: SQLEncodable {
            appendInterpolation(list.map(\.rawValue))
        }

        /// The name of a table, column or schema that is only known at run time, quoted.
        package mutating func appendInterpolation(identifier: String) {
            pieces.append(.text("\"\(identifier.replacing("\"", with: "\"\""))\""))
        }
    }
}

extension SQL {
    /// The text with the engine's placeholders, and the values in their order.
    ///
    /// Throws for what PostgreSQL can't store as text and SQLite can't store as a number, so that both refuse the same.
    func rendered(for dialect: Dialect) throws -> (text: String, parameters: [SQLParameter]) {
        var text = ""
        var parameters: [SQLParameter] = []
        for piece in pieces {
            switch piece {
            case .text(let literal): text += literal
            case .parameter(let parameter):
                try parameter.value.checkStorable()
                parameters.append(parameter)
                text += dialect.placeholder(parameters.count)
            }
        }
        return (text, parameters)
    }
}

/// Which engine's SQL is spoken.
package enum Dialect: Sendable {
    case sqlite, postgres

    func placeholder(_ position: Int) -> String {
        switch self {
        case .sqlite: "?"
        case .postgres: "$\(position)"
        }
    }
}
