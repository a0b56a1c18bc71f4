import CSV
import Daemon

/// A table as text: what every format shows, and the CSV that a spreadsheet of that language opens right.
enum TableText {
    /// Spanish Excel wants semicolons, and commas in numbers; formulas are written as the text that they are.
    static func csv(of table: ExportTable, in language: Language) -> String {
        let separator: Character = language == .es ? ";" : ","
        let rows = [headings(of: table)] + cells(of: table, in: language)
        return CSVLine.mark + rows.map { CSVLine($0, separator: separator).text }.joined()
    }

    static func headings(of table: ExportTable) -> [String] {
        ((table.rowHeading.map { [$0] } ?? []) + table.columns.map(\.name)).map(\.printable)
    }

    /// Row by row, as people of that language write them.
    static func cells(of table: ExportTable, in language: Language) -> [[String]] {
        table.rows.map { row in
            let title = table.rowHeading == nil ? [] : [row.title]
            let values = zip(row.cells, table.columns).map { ExportValue($0, $1.type).text(in: language) }
            return (title + values).map(\.printable)
        }
    }

    /// Of `originHeadings`.
    static let pageColumn = 4

    /// Where each cell comes from, under `originHeadings`.
    static func origins(of table: ExportTable, in language: Language) -> [[String]] {
        var lines: [[String]] = []
        for (number, row) in table.rows.enumerated() {
            for (cell, column) in zip(row.cells, table.columns) where cell.hasOrigin {
                let unsourced = cell.isUnsourced ? Messages.exportUnsourced[language] : nil
                let line = [
                    row.title.isEmpty ? "\(number + 1)" : row.title, column.name,
                    ExportValue(cell, column.type).text(in: language), cell.source?.document ?? "",
                    cell.source?.page.map { "\($0)" } ?? "", cell.source?.passage ?? "",
                    [unsourced, cell.note].compactMap { $0 }.joined(separator: " "),
                ]
                lines.append(line.map(\.printable))
            }
        }
        return lines
    }

    static func originHeadings(in language: Language) -> [String] {
        [
            Messages.exportRow, Messages.exportColumn, Messages.exportValue, Messages.exportDocument,
            Messages.exportPage, Messages.exportPassage, Messages.exportNote,
        ].map { $0[language] }
    }
}
