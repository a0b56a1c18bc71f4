import CPostgres
import Foundation

/// The result of a statement that succeeded.
final class PostgresAnswer {
    private let result: OpaquePointer

    /// Takes the result over. Throws what the server, or the broken connection, said instead.
    init(_ result: OpaquePointer, of link: PostgresLink) throws {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: self.result = result
        default:
            defer { PQclear(result) }
            throw DatabaseError(PostgresFailure(result, orElse: link.message), connectionLost: !link.isAlive)
        }
    }

    deinit { PQclear(result) }

    var commandTag: String { String(cString: PQcmdStatus(result)) }

    /// Rows changed: zero for statements that change none.
    var changes: Int {
        commandTag.hasPrefix("SELECT") ? 0 : Int(String(cString: PQcmdTuples(result))) ?? 0
    }

    func rows() throws -> [Row] {
        let width = PQnfields(result)
        let columns = Row.Columns((0..<width).map { String(cString: PQfname(result, $0)) })
        return try (0..<PQntuples(result)).map { row in
            Row(columns: columns, values: try (0..<width).map { try value(row: row, column: $0) })
        }
    }

    private func value(row: Int32, column: Int32) throws -> SQLValue {
        if PQgetisnull(result, row, column) == 1 { return .null }
        let bytes = UnsafeRawBufferPointer(
            start: PQgetvalue(result, row, column),
            count: Int(PQgetlength(result, row, column))
        )
        let identifier = PQftype(result, column)
        guard let type = PostgresType(rawValue: identifier), let value = SQLValue(bytes, type) else {
            throw DatabaseError.statement(code: "0A000", message: "cast the column of type \(identifier)")
        }
        return value
    }
}
