/// A line of RFC 4180, safe to open in a spreadsheet: what would be taken for a formula begins with an apostrophe.
package struct CSVLine: Sendable {
    /// Tells spreadsheets that the file is UTF-8.
    package static let mark = "\u{FEFF}"

    private let cells: [String?]
    private let separator: Character

    package init(_ cells: [String?], separator: Character = ",") {
        (self.cells, self.separator) = (cells, separator)
    }

    package var text: String { cells.map { cell($0 ?? "") }.joined(separator: String(separator)) + "\r\n" }

    private func cell(_ text: String) -> String {
        let safe = text.looksLikeFormula && !isNegativeNumber(text) ? "'" + text : text
        guard safe.contains(where: { $0 == separator || "\"\t".contains($0) || $0.isNewline }) else { return safe }
        return "\"\(safe.replacing("\"", with: "\"\""))\""
    }

    /// `-0.25`, or `-0,25`: nothing but a figure to a spreadsheet, too.
    private func isNegativeNumber(_ text: String) -> Bool {
        let parts = text.dropFirst().split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        return text.first == "-" && parts.count <= 2
            && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
    }
}
