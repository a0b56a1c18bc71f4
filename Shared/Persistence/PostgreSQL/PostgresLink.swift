import CPostgres
import Foundation

/// One open libpq connection, used by the thread that opened it.
final class PostgresLink {
    private let handle: OpaquePointer

    init(_ settings: PostgresSettings) throws {
        let parameters = settings.parameters
        var names = parameters.map { UnsafePointer(strdup($0.name)) }
        var values = parameters.map { UnsafePointer(strdup($0.value)) }
        defer { (names + values).forEach { free(UnsafeMutableRawPointer(mutating: $0)) } }
        names.append(nil)
        values.append(nil)
        guard let handle = PQconnectdbParams(names, values, 1) else { throw DatabaseError.unavailable("out of memory") }
        self.handle = handle
        guard isAlive else { throw DatabaseError.unavailable(PostgresLink.message(of: handle)) }
        // Notices would go to stderr, between the log lines.
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        _ = try query(settings.setUp)
    }

    deinit { PQfinish(handle) }

    var isAlive: Bool { PQstatus(handle) == CONNECTION_OK }
    var isIdle: Bool { PQtransactionStatus(handle) == PQTRANS_IDLE }

    /// Several statements without parameters, by the simple protocol. Returns the last one's command tag.
    @discardableResult
    func run(_ text: String) throws -> String {
        let answer = try PostgresAnswer(PQexec(handle, text), of: self)
        return answer.commandTag
    }

    func query(_ sql: SQL) throws -> PostgresAnswer {
        let (text, values) = try sql.rendered(for: .postgres)
        let parameters = PostgresParameters(values)
        let result = parameters.withPointers { pointers in
            PQexecParams(
                handle,
                text,
                Int32(parameters.count),
                parameters.types,
                pointers,
                parameters.lengths,
                parameters.formats,
                1
            )
        }
        return try PostgresAnswer(result, of: self)
    }

    var message: String { PostgresLink.message(of: handle) }

    /// libpq's messages name the host and the user, not the password. One line of it is enough.
    private static func message(of handle: OpaquePointer) -> String {
        String(cString: PQerrorMessage(handle)).split(separator: "\n").first.map(String.init) ?? "no reason given"
    }
}
