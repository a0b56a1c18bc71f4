import TextAnalysis

/// The rows of a table above the one that is read: what its columns are called, and whom they are about.
struct FormTable {
    private var header: [Set<String>]?
    /// «ALUMNO | RESPONSABLE» above two forms that stand side by side.
    private var persons: [Set<String>] = []

    mutating func add(_ cells: [Range<Int>], in page: PageText) {
        let terms = cells.map { ColumnQuery.terms(page.tokens[page.tokens(in: $0)]) }
        let about = terms.map { SchoolWords.persons(ofSection: $0) }
        if zip(terms, about).allSatisfy({ $0.isEmpty || $1 != nil }), about.contains(where: { $0 != nil }) {
            persons = about.map { $0 ?? [] }
        }
        if header == nil, cells.count > 1, !cells.dropFirst().allSatisfy({ Self.isFigure(page, $0) }) { header = terms }
    }

    /// Whom a cell is about.
    func persons(of place: Int, among count: Int) -> Set<String> {
        guard !persons.isEmpty else { return [] }
        return persons[...min(persons.count - 1, place * persons.count / count)].last { !$0.isEmpty } ?? []
    }

    /// A label and its figures: each where the row and the column with its name meet, and the one that is the result.
    ///
    /// - Returns: nil for a row that isn't one of figures under a header.
    func crossed(
        _ cells: [Range<Int>],
        in page: PageText
    ) -> [(terms: Set<String>, cell: Range<Int>, position: FormEntry.Position)]? {
        guard let header, header.count >= cells.count, cells.count > 2,
            cells.dropFirst().allSatisfy({ Self.isFigure(page, $0) })
        else { return nil }
        let row = ColumnQuery.terms(page.tokens[page.tokens(in: cells[0])])
        let filled = cells.indices.dropFirst().filter { page.trimmed(cells[$0]) != nil }
        let scores = filled.filter { header[$0].isDisjoint(with: SchoolWords.weights) }
        let result = scores.count == 1 ? scores[0] : scores.last { !header[$0].isDisjoint(with: SchoolWords.results) }
        var found = filled.map { (row.union(header[$0]), cells[$0], FormEntry.Position.crossed) }
        if let result { found.append((row, cells[result], .beside)) }
        return found
    }

    /// Numbers, or what stands for one that there is not: nothing, a dash, «NP».
    private static func isFigure(_ page: PageText, _ cell: Range<Int>) -> Bool {
        page.tokens[page.tokens(in: cell)].allSatisfy { token in
            token.kind != .word || token.text.utf8.count <= 2 || NumberReader.isNumber(token)
        }
    }
}
