/// A line of RFC 4180, safe to open in a spreadsheet: what would be taken for a formula begins with an apostrophe.
package struct CSVLine: Sendable {
    /// Tells spreadsheets that the file is UTF-8.
    package static let mark = "\u{FEFF}"

    private let cells: [String?]

    package init(_ cells: [String?]) {
        self.cells = cells
    }

    package var text: String { cells.map { Self.cell($0 ?? "") }.joined(separator: ",") + "\r\n" }

    private static func cell(_ text: String) -> String {
        let isFormula = text.unicodeScalars.first.map { "=+-@\t\r\n".unicodeScalars.contains($0) } ?? false
        let safe = isFormula ? "'" + text : text
        guard safe.unicodeScalars.contains(where: { ",\"\r\n\t".unicodeScalars.contains($0) }) else { return safe }
        return "\"\(safe.replacing("\"", with: "\"\""))\""
    }
}
