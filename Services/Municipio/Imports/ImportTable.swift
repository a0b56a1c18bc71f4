import CSV

/// The rows of a file whose first line says what its columns are.
struct ImportTable: Sendable {
    /// Without the first line.
    static let mostRows = 50_000
    /// Of the whole file, empty ones too.
    static let mostCells = 2_000_000
    /// What stands further to the right isn't read.
    private static let mostColumns = 200

    /// A column as its first line names it; nil for what isn't kept of offices.
    struct Column: Codable, Sendable {
        let header: String
        let field: String?
    }

    let encoding: CSVTable.Encoding
    let separator: Character
    let columns: [Column]
    let rows: [ImportRow]

    init(_ table: CSVTable) throws(ImportError) {
        guard let first = table.records.first else { throw .empty }
        (encoding, separator) = (table.encoding, table.separator)
        let headings = first.fields.prefix(Self.mostColumns)
        var known = headings.map(ImportColumn.init(heading:))
        let named = Set(known.compactMap { $0 })
        // What is named outright goes before what is only spoken of.
        for (index, heading) in headings.enumerated() where known[index] == nil {
            if let column = ImportColumn(within: heading), !named.contains(column) { known[index] = column }
        }
        columns = zip(headings, known).map { Column(header: String($0.prefix(100)), field: $1?.name) }
        var seen: Set<ImportColumn> = []
        for column in known.compactMap({ $0 }) where !seen.insert(column).inserted {
            throw .columnRepeated(column.name)
        }
        guard seen.isSuperset(of: [.municipio, .field(.dependencia)]) else { throw .noColumns }
        guard table.records.count > 1 else { throw .empty }
        rows = table.records.dropFirst().map { ImportRow($0, columns: known) }
    }
}

/// A line of an import by its columns. What a line leaves off at its end it doesn't say, as spreadsheets cut empty cells.
struct ImportRow: Sendable {
    let line: Int
    /// How many cells there are.
    let count: Int
    private let cells: [(column: ImportColumn, text: String)]
    /// Whether it has more cells than the first line, or doesn't come to those that say which office it is.
    let isBroken: Bool

    init(_ record: CSVTable.Record, columns: [ImportColumn?]) {
        line = record.line
        count = record.fields.count
        let cells = zip(columns, record.fields).compactMap { column, text in
            column.map { (column: $0, text: text) }
        }
        self.cells = cells
        let hasMore = record.fields.dropFirst(columns.count).contains { $0.contains { !$0.isWhitespace } }
        let lacks = [ImportColumn.municipio, .field(.dependencia)].contains { column in
            !cells.contains { $0.column == column }
        }
        isBroken = hasMore || lacks
    }

    /// Nil where the line doesn't say it.
    subscript(column: ImportColumn) -> String? { cells.first { $0.column == column }?.text }

    /// As it is shown, in one line.
    func written(_ column: ImportColumn) -> String {
        let text = (self[column] ?? "").prefix(1_000).split(whereSeparator: \.isWhitespace).joined(separator: " ")
            .prefix(200)
        return text.first == "'" ? String(text.dropFirst()) : String(text)
    }
}
