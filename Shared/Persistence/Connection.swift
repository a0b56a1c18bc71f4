/// The open transaction, inside a `read` or `write` closure.
///
/// After a failed statement nothing more runs and the transaction is rolled back, on both engines, even if
/// the closure caught the error: write `ON CONFLICT` instead of catching.
package final class Connection {
    private let statements: any Statements
    private(set) var failure: (any Error)?
    /// Set by `Outbox.append`, so that the relay hears of it after the commit.
    var hasNewEvents = false

    init(_ statements: any Statements) {
        self.statements = statements
    }

    package var dialect: Dialect { statements.dialect }

    /// Runs a statement and returns how many rows it changed.
    @discardableResult
    package func execute(_ sql: SQL) throws -> Int {
        try guarded { try statements.execute(sql) }
    }

    package func rows(_ sql: SQL) throws -> [Row] {
        try guarded { try statements.rows(sql) }
    }

    package func all<Record: RowDecodable>(_ sql: SQL, as type: Record.Type = Record.self) throws -> [Record] {
        try rows(sql).map(Record.init(row:))
    }

    package func first<Record: RowDecodable>(_ sql: SQL, as type: Record.Type = Record.self) throws -> Record? {
        try rows(sql).first.map(Record.init(row:))
    }

    /// The column `value` of the first row: `SELECT COUNT(*) AS value …`.
    package func value<Value: SQLDecodable>(_ sql: SQL, as type: Value.Type = Value.self) throws -> Value? {
        try rows(sql).first?.get("value", as: Value?.self)
    }

    /// Has those who listen to a channel of this schema hear of the transaction once it is committed. Does nothing on
    /// SQLite.
    package func notify(_ channel: String) throws {
        guard dialect == .postgres else { return }
        let suffix = ".\(channel)"
        _ = try rows("SELECT pg_notify(current_schema() || \(suffix), '')")
    }

    /// Several statements without parameters.
    func run(script: String) throws {
        try guarded { try statements.run(script: script) }
    }

    private func guarded<Result>(_ body: () throws -> Result) throws -> Result {
        guard failure == nil else { throw DatabaseError.transactionFailed }
        do {
            return try body()
        } catch {
            failure = error
            throw error
        }
    }
}

extension Connection {
    /// Runs a closure as the whole of a transaction: a failure that it swallowed fails it all the same.
    func perform<Result>(_ body: (Connection) throws -> Result) throws -> Result {
        let result: Result
        do {
            result = try body(self)
        } catch {
            // Whatever the closure made of a collision, the engine tries again.
            throw failure as? DatabaseError == .conflict ? DatabaseError.conflict : error
        }
        if let failure { throw failure }
        return result
    }
}

/// What an engine does with a statement, on its own thread.
protocol Statements {
    var dialect: Dialect { get }
    func execute(_ sql: SQL) throws -> Int
    func rows(_ sql: SQL) throws -> [Row]
    func run(script: String) throws
}
