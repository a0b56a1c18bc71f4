import CSV
import Foundation
import Identity

/// Rows that letters are filled from, as people read them.
struct LetterTable: Codable, Equatable, Sendable {
    static let mostRows = 500
    static let mostColumns = 100
    /// Characters of one value.
    static let longestValue = 5_000

    let title: String
    let columns: [String]
    /// As many values as there are columns.
    let rows: [[String]]

    /// - Throws: `LetterError`.
    init(title: String, columns: [String], rows: [[String]]) throws(LetterError) {
        guard !columns.isEmpty, columns.count <= Self.mostColumns else {
            throw .badColumns(most: Self.mostColumns)
        }
        guard !rows.isEmpty else { throw .noRows }
        guard rows.count <= Self.mostRows else { throw .tooManyRows(most: Self.mostRows) }
        guard !rows.contains(where: { $0.contains { $0.count > Self.longestValue } }) else {
            throw .longValue(most: Self.longestValue)
        }
        self.title = title
        self.columns = columns
        self.rows = rows.map { row in
            Array(row.prefix(columns.count)) + Array(repeating: "", count: max(0, columns.count - row.count))
        }
    }

    /// The first record names the columns.
    init(title: String, _ table: CSVTable) throws(LetterError) {
        guard let heading = table.records.first?.fields else { throw .noRows }
        let names = heading.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        guard names.allSatisfy({ !$0.isEmpty }), Set(names.map(\.foldedForFields)).count == names.count else {
            throw .badColumns(most: Self.mostColumns)
        }
        try self.init(title: title, columns: names, rows: table.records.dropFirst().map(\.fields))
    }
}

/// Whoever has tables of their own to fill letters from.
protocol LetterSource: Sendable {
    /// A finished sheet as people read it.
    ///
    /// - Throws: where there is none that the person may see, or it isn't finished.
    func table(_ id: String, for principal: Principal) async throws -> LetterTable
}

extension String {
    /// By which fields and columns are told to be the same: no accents, no case, `_` and `-` as spaces.
    var foldedForFields: String {
        folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
            .split { $0.isWhitespace || $0 == "_" || $0 == "-" }.joined(separator: " ")
    }
}
