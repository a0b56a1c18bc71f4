import Foundation

/// A table as spreadsheets save it: UTF-8, UTF-16 or Windows-1252; comma, semicolon or tab.
package struct CSVTable: Sendable, Equatable {
    package enum Encoding: String, Sendable {
        case utf8 = "utf-8"
        case utf16 = "utf-16"
        case windows1252 = "windows-1252"
    }

    package struct Record: Sendable, Equatable {
        /// Where it begins; the first line of the file is 1.
        package let line: Int
        package let fields: [String]
    }

    package let encoding: Encoding
    package let separator: Character
    /// Without blank lines.
    package let records: [Record]

    /// Why a file can't be read as a table.
    package enum Fault: Error, Equatable {
        case notText
        case unclosedQuote(line: Int)
        case tooManyRecords
        case tooManyFields
    }

    init(encoding: Encoding, separator: Character, records: [Record]) {
        (self.encoding, self.separator, self.records) = (encoding, separator, records)
    }

    package init(_ data: Data) throws(Fault) {
        var reader = CSVReader()
        try reader.append(data)
        self = try reader.finish()
    }
}

extension String {
    /// Whether a spreadsheet would take the cell for a formula.
    package var looksLikeFormula: Bool {
        unicodeScalars.first.map { "=+-@\t\r\n".unicodeScalars.contains($0) } ?? false
    }
}
