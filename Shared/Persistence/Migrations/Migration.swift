import Crypto

/// One forward step of a schema, in portable SQL: on PostgreSQL `INTEGER` becomes `BIGINT`, `BLOB` `BYTEA`,
/// `REAL` `DOUBLE PRECISION` and `AUTOINCREMENT` an identity column. Times are `INTEGER`, milliseconds since 1970.
package struct Migration: Sendable {
    package let id: String
    let sql: String
    private let postgres: String?
    /// What SQL can't do, such as sealing what was written plainly, in the same transaction. True where what stood there
    /// before is not to stay in the file's free space.
    let transform: @Sendable (Connection) throws -> Bool

    /// - Parameter postgres: what PostgreSQL runs instead, where the two have no words in common, as for triggers.
    package init(_ id: String, _ sql: String, postgres: String? = nil) {
        self.id = id
        self.sql = sql
        self.postgres = postgres
        transform = { _ in false }
    }

    package init(_ id: String, transform: @escaping @Sendable (Connection) throws -> Bool) {
        self.id = id
        sql = ""
        postgres = nil
        self.transform = transform
    }

    var checksum: String {
        SHA256.hash(data: Array((sql + (postgres ?? "")).utf8)).map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
    }

    func script(for dialect: Dialect) -> String {
        switch dialect {
        case .sqlite: sql
        case .postgres: postgres ?? PortableSQL.postgres(sql)
        }
    }
}

/// A schema that can't be brought up to date: the daemon must not start on it.
package enum MigrationError: Error, Equatable, CustomStringConvertible {
    case altered(id: String)
    case newerSchema(id: String)
    case repeated(id: String)
    case failed(id: String, DatabaseError)

    package var description: String {
        switch self {
        case .altered(let id): "migration \(id) was altered after it had been applied; add a new one instead"
        case .newerSchema(let id): "the database has migration \(id), which this version does not know"
        case .repeated(let id): "two migrations are called \(id)"
        case .failed(let id, let error): "migration \(id) failed: \(error)"
        }
    }
}
