/// Excel's workbooks (ECMA-376, part 1, 18): each sheet begins a page.
struct WorkbookReader {
    /// Cells of a row beyond which there is nothing that anyone reads.
    private static let mostColumns = 1_024

    private let strings: [String]
    private let formats: CellFormats
    private var builder: PageBuilder

    static func read(_ parts: DocumentParts, into builder: PageBuilder) throws -> (DocumentInfo, PageBuilder) {
        let main = try parts.mainPart(orElse: "xl/workbook.xml")
        guard parts.has(main) else { throw ConversionError.broken }
        let relations = try parts.relations(of: main)
        let shared = relations.values.first { $0.type == "sharedStrings" }
        let styles = relations.values.first { $0.type == "styles" }
        let (sheets, startsIn1904) = sheets(try parts.markup(main))
        var reader = WorkbookReader(
            strings: try shared.map { sharedStrings(try parts.markup($0.target)) } ?? [],
            formats: CellFormats(try styles.map { try parts.markup($0.target) }, startsIn1904: startsIn1904),
            builder: builder
        )
        for sheet in sheets {
            guard let target = relations[sheet.id]?.target else { continue }
            try reader.builder.endPage()
            try reader.builder.add(.heading(level: 1), sheet.name)
            try reader.read(parts.markup(target))
        }
        try reader.builder.endPage()
        let properties = try parts.properties("docProps/core.xml")
        return (DocumentInfo(kind: .xlsx, title: properties.title, language: properties.language), reader.builder)
    }

    private static func sheets(_ markup: MarkupReader) -> (sheets: [(name: String, id: String)], startsIn1904: Bool) {
        var (markup, sheets, startsIn1904) = (markup, [(name: String, id: String)](), false)
        while let token = markup.next() {
            guard case .start(let tag) = token else { continue }
            if tag.name == "workbookPr" { startsIn1904 = ["1", "true"].contains(tag["date1904"] ?? "") }
            if tag.name == "sheet", let id = tag.last("id") { sheets.append((tag["name"] ?? "", id)) }
        }
        return (sheets, startsIn1904)
    }

    /// Without how they are pronounced.
    private static func sharedStrings(_ markup: MarkupReader) -> [String] {
        var (markup, strings, text) = (markup, [String](), "")
        var (isText, isPhonetic) = (false, false)
        while let token = markup.next() {
            switch token {
            case .start(let tag) where tag.name == "si":
                text = ""
                if tag.isEmpty { strings.append("") }
            case .start(let tag) where tag.name == "rPh": isPhonetic = true
            case .start(let tag): isText = tag.name == "t" && !isPhonetic && !tag.isEmpty
            case .end("si"): strings.append(text)
            case .end("rPh"): isPhonetic = false
            case .end: isText = false
            case .text(let piece): if isText { text += piece }
            }
        }
        return strings
    }

    private mutating func read(_ markup: MarkupReader) throws {
        var markup = markup
        var (row, column, value, type, style): ([String], Int, String, String, Int) = ([], 0, "", "n", 0)
        // What is computed, shown where no program has computed it yet.
        var (formula, open) = ("", "")
        while let token = markup.next() {
            switch token {
            case .start(let tag) where tag.name == "row":
                (row, column) = ([], 0)
            case .start(let tag) where tag.name == "c":
                (value, formula, type, style) = ("", "", tag["t"] ?? "n", tag.number("s") ?? 0)
                column = tag["r"].map(Self.column) ?? column + 1
            case .start(let tag): open = tag.isEmpty ? "" : tag.name
            case .text(let piece) where open == "v" || open == "t": value += piece
            case .text(let piece) where open == "f": formula += piece
            case .text: break
            case .end("c") where column > 0 && column <= Self.mostColumns && !(value + formula).isEmpty:
                row += Array(repeating: "", count: max(0, column - row.count))
                row[column - 1] = value.isEmpty ? "=\(formula)" : shown(value, type, style)
            case .end("row"): try builder.add(row: row)
            case .end: open = ""
            }
        }
    }

    /// From the letters of `AB12`: 28.
    private static func column(_ reference: String) -> Int {
        reference.utf8.prefix { $0.isLetter }.prefix(4).reduce(0) { $0 * 26 + Int($1 | 0x20) - 0x60 }
    }

    private func shown(_ value: String, _ type: String, _ style: Int) -> String {
        switch type {
        case "s": Int(value).flatMap { strings.indices.contains($0) ? strings[$0] : nil } ?? ""
        case "b": value == "1" ? "TRUE" : "FALSE"
        case "n": formats.shown(value, style: style)
        default: value
        }
    }
}
