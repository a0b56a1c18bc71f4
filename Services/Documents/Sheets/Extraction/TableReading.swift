import TextAnalysis

/// A table of a document with a header whose cells name columns of the sheet.
struct FoundTable: Sendable {
    struct Row: Sendable {
        /// Index of the page.
        let page: Int
        let cells: [Range<Int>]
    }

    /// The cell of each column of the sheet, by the column's key.
    let places: [String: Int]
    let rows: [Row]
}

/// Finds the tables of a document that a sheet's columns name. One that goes on upon the next page is one.
enum TableReading {
    /// Rows above which a header is looked for.
    private static let headerWithin = 4
    /// How well a header's cell must name a column.
    private static let least = 0.66

    static func tables(in pages: [PageText], for queries: [ColumnQuery]) -> [FoundTable] {
        var tables: [(places: [String: Int], width: Int, rows: [FoundTable.Row])] = []
        for (page, text) in pages.enumerated() {
            for (number, rows) in runs(of: text).enumerated() {
                let width = rows.map(\.count).max() ?? 0
                if let (header, places) = header(of: rows, in: text, queries) {
                    let body = rows[(header + 1)...].map { FoundTable.Row(page: page, cells: $0) }
                    if let last = tables.last, number == 0, last.places == places, last.rows.last?.page == page - 1 {
                        tables[tables.count - 1].rows += body
                    } else {
                        tables.append((places, width, body))
                    }
                } else if let last = tables.last, number == 0, last.width == width, last.rows.last?.page == page - 1 {
                    tables[tables.count - 1].rows += rows.map { FoundTable.Row(page: page, cells: $0) }
                }
            }
        }
        return tables.map { table in
            FoundTable(places: table.places, rows: table.rows.filter { !isSum($0, pages[$0.page]) })
        }.filter { !$0.rows.isEmpty }
    }

    /// Rows that follow one another.
    private static func runs(of page: PageText) -> [[[Range<Int>]]] {
        var runs: [[[Range<Int>]]] = [[]]
        for block in page.blocks {
            if case .row(let cells) = block.kind { runs[runs.count - 1].append(cells) } else { runs.append([]) }
        }
        return runs.filter { !$0.isEmpty }
    }

    /// The first row that names two columns, or the only one there is.
    private static func header(of rows: [[Range<Int>]], in page: PageText, _ queries: [ColumnQuery])
        -> (row: Int, places: [String: Int])?
    {
        let needed = min(2, queries.count)
        for (number, cells) in rows.prefix(headerWithin).enumerated() where rows.count > number + 1 {
            let labels = cells.map { ColumnQuery.terms(page.tokens[page.tokens(in: $0)]) }
            var places: [String: Int] = [:]
            var taken: Set<Int> = []
            let matches = queries.flatMap { query in
                labels.indices.map { (key: query.column.key, cell: $0, score: query.match(labels[$0])) }
            }
            for match in matches.filter({ $0.score >= least }).sorted(by: { $0.score > $1.score })
            where places[match.key] == nil && !taken.contains(match.cell) {
                places[match.key] = match.cell
                taken.insert(match.cell)
            }
            if places.count >= needed, cells.count > 1 || queries.count == 1 { return (number, places) }
        }
        return nil
    }

    /// «Total», «Promedio»: no row of its own.
    private static func isSum(_ row: FoundTable.Row, _ page: PageText) -> Bool {
        guard let first = row.cells.first(where: { page.trimmed($0) != nil }) else { return true }
        let words = page.tokens[page.tokens(in: first)].filter { $0.kind == .word }.map(\.text)
        return words.first.map { ["total", "totales", "promedio", "suma", "media", "subtotal"].contains($0) } ?? false
            && words.count <= 3
    }
}
