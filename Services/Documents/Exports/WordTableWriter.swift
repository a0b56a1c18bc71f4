import Daemon

/// Writes a table as a document for Word (ECMA-376): the table, and below it where each cell comes from.
struct WordTableWriter {
    /// Columns that stand beside each other on a page that is higher than wide.
    private static let mostUpright = 5

    static func file(of table: ExportTable, in language: Language) throws(ExportError) -> [UInt8] {
        let shades = table.rows.map { row in
            (table.rowHeading == nil ? [] : [false]) + row.cells.map(\.isUnsourced)
        }
        var body = WordDocument.paragraph(table.title, style: "Title")
        body += grid(TableText.headings(of: table), TableText.cells(of: table, in: language), amber: shades)
        if table.hasOrigins {
            let origins = TableText.origins(of: table, in: language)
            body += WordDocument.paragraph(Messages.exportSources[language], style: "Heading1")
            body += grid(TableText.originHeadings(in: language), origins, amber: [])
        }
        let isWide = table.columns.count > mostUpright || table.hasOrigins
        return try WordDocument.file(title: table.title, body: body, isWide: isWide)
    }

    private static func grid(_ headings: [String], _ rows: [[String]], amber: [[Bool]]) -> String {
        guard !headings.isEmpty else { return WordDocument.paragraph("") }
        let columns = String(repeating: "<w:gridCol/>", count: headings.count)
        let heading = headings.map { cell($0, fill: "E7E6E6", isBold: true) }.joined()
        var text = """
            <w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr>\
            <w:tblGrid>\(columns)</w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>\(heading)</w:tr>
            """
        for (index, row) in rows.enumerated() {
            text += "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
            for (column, value) in row.enumerated() {
                let isAmber = amber.indices.contains(index) && amber[index][column]
                text += cell(value, fill: isAmber ? "FFC000" : nil, isBold: false)
            }
            text += "</w:tr>"
        }
        // Word wants a paragraph after a table.
        return text + "</w:tbl>" + WordDocument.paragraph("")
    }

    private static func cell(_ text: String, fill: String?, isBold: Bool) -> String {
        let shade = fill.map { "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"\($0)\"/>" } ?? ""
        let bold = isBold ? "<w:rPr><w:b/></w:rPr>" : ""
        let width = "<w:tcW w:w=\"0\" w:type=\"auto\"/>"
        return "<w:tc><w:tcPr>\(width)\(shade)</w:tcPr><w:p>\(WordDocument.run(text, bold))</w:p></w:tc>"
    }
}
