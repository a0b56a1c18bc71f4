/// A table on its way into a file, whatever it comes from: cells that say where they were read.
package struct ExportTable: Equatable, Sendable {
    package enum ColumnType: String, Sendable {
        case text, number, date, choice
        case yesNo = "yes_no"
    }

    package struct Column: Equatable, Sendable {
        package let name: String
        package let type: ColumnType

        package init(_ name: String, _ type: ColumnType = .text) {
            (self.name, self.type) = (name, type)
        }
    }

    /// Where a value was read.
    package struct Source: Equatable, Sendable {
        package let document: String
        /// From 1; nil where the document has none.
        package let page: Int?
        package let passage: String

        package init(document: String, page: Int?, passage: String) {
            (self.document, self.page, self.passage) = (document, page, passage)
        }
    }

    package struct Cell: Equatable, Sendable {
        /// As it is kept: numbers with a decimal point, dates as `2026-11-22`, `yes` or `no`; nil for none.
        package let value: String?
        package let source: Source?
        /// Whether it still wants a source or somebody's word: it is amber.
        package let isUnsourced: Bool
        /// What else there is to say of it, as who wrote it.
        package let note: String?

        package init(_ value: String?, source: Source? = nil, isUnsourced: Bool = false, note: String? = nil) {
            (self.value, self.source, self.isUnsourced, self.note) = (value, source, isUnsourced, note)
        }
    }

    package struct Row: Equatable, Sendable {
        /// What it is about, as the document's title.
        package let title: String
        /// One for each column.
        package let cells: [Cell]

        package init(_ title: String, _ cells: [Cell]) {
            (self.title, self.cells) = (title, cells)
        }
    }

    package let title: String
    /// Above the titles of rows; nil leaves them out.
    package let rowHeading: String?
    package let columns: [Column]
    package let rows: [Row]

    package init(title: String, rowHeading: String? = nil, columns: [Column], rows: [Row]) {
        (self.title, self.rowHeading, self.columns, self.rows) = (title, rowHeading, columns, rows)
    }

    /// Whether any cell has something to be told of its origin.
    var hasOrigins: Bool { rows.contains { $0.cells.contains(where: \.hasOrigin) } }
}

extension ExportTable.Cell {
    var hasOrigin: Bool { source != nil || isUnsourced || note != nil }
}
