import TextAnalysis

/// Fills cells from a document without a model: labels of forms, tables, and what stands near the words of a column.
package struct RuleExtraction: Sendable {
    private let pages: [PageText]
    private let queries: [ColumnQuery]
    private let entries: [FormEntry]
    private let tables: [FoundTable]

    package init(_ pages: [PageText], columns: [SheetColumn]) {
        self.pages = pages
        let queries = columns.map(ColumnQuery.init)
        self.queries = queries
        entries = pages.enumerated().flatMap { FormReader.entries(of: $1, number: $0) }
        tables = TableReading.tables(in: pages, for: queries)
    }

    /// What the document says, by the columns' keys.
    package func values() -> [String: FoundValue] {
        let single = tables.first { $0.rows.count == 1 }
        var values: [String: FoundValue] = [:]
        for query in queries {
            let key = query.column.key
            values[key] =
                labelled(query) ?? single.flatMap { value(query, $0, $0.rows[0]) } ?? Nearby(pages, query).value
        }
        return values
    }

    /// One set of values for each row of the table that has most of the columns; what it has not is the document's.
    package func rows() -> [[String: FoundValue]] {
        let best = tables.max { ($0.places.count, $0.rows.count) < ($1.places.count, $1.rows.count) }
        guard let best else { return [] }
        var common: [String: FoundValue] = [:]
        for query in queries where best.places[query.column.key] == nil { common[query.column.key] = labelled(query) }
        return best.rows.compactMap { row in
            var values: [String: FoundValue] = [:]
            for query in queries { values[query.column.key] = value(query, best, row) }
            return values.isEmpty ? nil : values.merging(common) { own, _ in own }
        }
    }

    private func labelled(_ query: ColumnQuery) -> FoundValue? {
        var best: FoundValue?
        for entry in entries {
            let score = query.match(entry)
            let page = pages[entry.page]
            guard score >= entry.position.least, score * entry.position.rawValue > best?.certainty ?? 0,
                !isLabel(entry), let (value, range) = ValueReader(query: query).value(in: page, entry.value)
            else { continue }
            let isLoose = entry.position == .under || entry.position == .told
            if isLoose, query.asksForPerson, !PersonReader.isName(page, range) { continue }
            // «Alergias: Sí. ¿Cuáles? Polen»
            let isMereAnswer = query.column.type == .text && ChoiceReader.isMereAnswer(page, range)
            let certainty = score * entry.position.rawValue * (isMereAnswer ? 0.5 : 1)
            guard certainty > best?.certainty ?? 0 else { continue }
            best = FoundValue(value: value, page: page.number, range: range, certainty: certainty)
        }
        return best
    }

    /// In the header of a table, and in a form without colons, what comes after a label may be the next label.
    private func isLabel(_ entry: FormEntry) -> Bool {
        let page = pages[entry.page]
        let isInRow = page.blocks.contains { $0.cells.contains(entry.value) }
        guard entry.position == .under || (entry.position == .beside && isInRow) else { return false }
        let terms = ColumnQuery.terms(page.tokens[page.tokens(in: entry.value)])
        return queries.contains { $0.match(terms) >= 0.9 }
    }

    private func value(_ query: ColumnQuery, _ table: FoundTable, _ row: FoundTable.Row) -> FoundValue? {
        guard let place = table.places[query.column.key], row.cells.indices.contains(place) else { return nil }
        let page = pages[row.page]
        guard let (value, range) = ValueReader(query: query).value(in: page, row.cells[place]) else { return nil }
        return FoundValue(value: value, page: page.number, range: range, certainty: 0.95)
    }
}
