import GRDB

/// Statements of one SQLite transaction.
struct SQLiteStatements: Statements {
    let database: GRDB.Database

    var dialect: Dialect { .sqlite }

    func execute(_ sql: SQL) throws -> Int {
        try DatabaseError.translating {
            let (statement, arguments) = try prepare(sql)
            let before = database.totalChangesCount
            try statement.execute(arguments: arguments)
            // `changesCount` keeps the count of the last statement that changed something.
            return database.totalChangesCount == before ? 0 : database.changesCount
        }
    }

    func rows(_ sql: SQL) throws -> [Row] {
        try DatabaseError.translating {
            let (statement, arguments) = try prepare(sql)
            let columns = Row.Columns(statement.columnNames)
            let cursor = try GRDB.Row.fetchCursor(statement, arguments: arguments)
            var rows: [Row] = []
            while let row = try cursor.next() {
                rows.append(Row(columns: columns, values: row.databaseValues.map(SQLValue.init)))
            }
            return rows
        }
    }

    func run(script: String) throws {
        try DatabaseError.translating { try database.execute(sql: script) }
    }

    private func prepare(_ sql: SQL) throws -> (Statement, StatementArguments) {
        let (text, parameters) = try sql.rendered(for: .sqlite)
        let statement =
            sql.hasList ? try database.makeStatement(sql: text) : try database.cachedStatement(sql: text)
        return (statement, StatementArguments(parameters.map { DatabaseValue($0.value) }))
    }
}

extension SQLValue {
    init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let number): self = .integer(number)
        case .double(let number): self = .real(number)
        case .string(let text): self = .text(text)
        case .blob(let data): self = .blob(data)
        }
    }
}

extension DatabaseValue {
    init(_ value: SQLValue) {
        self =
            switch value {
            case .null: .null
            case .integer(let number): number.databaseValue
            case .real(let number): number.databaseValue
            case .boolean(let flag): flag.databaseValue
            case .text(let text): text.databaseValue
            case .blob(let data): data.databaseValue
            }
    }
}
