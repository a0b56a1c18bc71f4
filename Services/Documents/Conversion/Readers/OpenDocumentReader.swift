/// OpenDocument text and spreadsheets (OASIS OpenDocument 1.3, part 3).
struct OpenDocumentReader {
    /// Times that a row or cell with content is repeated; more than that only a bomb has.
    private static let mostRepeats = 1_000
    private static let hiddenElements: Set = [
        "tracked-changes", "annotation", "note-citation", "desc", "automatic-styles", "forms", "shapes",
    ]

    private let isTable: Bool
    private var builder: PageBuilder
    private var breaking: Set<String> = []
    private var text = ""
    private var kind = Block.Kind.paragraph
    private var listLevel = 0
    private var hidden = 0
    private var paragraphs = 0
    /// Of the tables that are open, the innermost last.
    private var rows: [[String]] = []
    private var cells: [(text: String, repeats: Int)] = []
    private var rowRepeats = 1

    static func read(_ parts: DocumentParts, _ kind: FileKind, into builder: PageBuilder) throws -> (
        DocumentInfo, PageBuilder
    ) {
        if let manifest = try parts.bytes("META-INF/manifest.xml"),
            manifest.firstIndex(of: Array("encryption-data".utf8)) != nil
        {
            throw ConversionError.passwordNeeded
        }
        guard parts.has("content.xml") else { throw ConversionError.broken }
        var reader = OpenDocumentReader(isTable: kind == .ods, builder: builder)
        reader.breaking = try breakingStyles(parts.markup("content.xml"))
        try reader.read(parts.markup("content.xml"))
        try reader.builder.endPage()
        let properties = try parts.properties("meta.xml")
        return (DocumentInfo(kind: kind, title: properties.title, language: properties.language), reader.builder)
    }

    private init(isTable: Bool, builder: PageBuilder) {
        (self.isTable, self.builder) = (isTable, builder)
    }

    /// Styles of paragraphs that begin a page.
    private static func breakingStyles(_ markup: MarkupReader) -> Set<String> {
        var (markup, names, open) = (markup, Set<String>(), "")
        while let token = markup.next() {
            guard case .start(let tag) = token else { continue }
            if tag.name == "body" { break }
            if tag.name == "style" { open = tag["name"] ?? "" }
            if tag.name == "paragraph-properties", tag["break-before"] == "page" { names.insert(open) }
        }
        return names
    }

    private mutating func read(_ markup: MarkupReader) throws {
        var markup = markup
        while let token = markup.next() {
            switch token {
            case .start(let tag) where hidden > 0 || Self.hiddenElements.contains(tag.name):
                if !tag.isEmpty { hidden += 1 }
            case .start(let tag):
                try begin(tag)
                if tag.isEmpty { try end(tag.name) }
            case .end where hidden > 0: hidden -= 1
            case .end(let name): try end(name)
            case .text(let piece): if paragraphs > 0, hidden == 0 { text += piece }
            }
        }
    }

    private mutating func begin(_ tag: MarkupReader.Tag) throws {
        switch tag.name {
        case "p", "h":
            paragraphs += 1
            if let style = tag["style-name"], breaking.contains(style), cells.isEmpty { try builder.endPage() }
            if tag.name == "h" {
                kind = .heading(level: max(1, tag.number("outline-level") ?? 1))
            } else if tag["style-name"] == "Title" {
                kind = .heading(level: 1)
            } else {
                kind = listLevel > 0 ? .listItem(level: listLevel) : .paragraph
            }
        case "s": text += String(repeating: " ", count: min(100, max(1, tag.number("c") ?? 1)))
        case "tab", "line-break": text += " "
        case "soft-page-break": if cells.isEmpty { try endPage() }
        case "list": listLevel += 1
        case "table":
            guard isTable else { return }
            try builder.endPage()
            try builder.add(.heading(level: 1), tag["name"] ?? "")
        case "table-row":
            rows.append([])
            rowRepeats = max(1, tag.number("number-rows-repeated") ?? 1)
        case "table-cell", "covered-table-cell":
            cells.append(("", max(1, tag.number("number-columns-repeated") ?? 1)))
        default: break
        }
    }

    private mutating func end(_ name: String) throws {
        switch name {
        case "p", "h":
            paragraphs = max(0, paragraphs - 1)
            // Of a text box within a paragraph, the outer one goes on.
            if cells.isEmpty { try builder.add(kind, text) } else { cells[cells.count - 1].text += text + "\n" }
            (text, kind) = ("", .paragraph)
        case "list": listLevel = max(0, listLevel - 1)
        case "table" where isTable: try builder.endPage()
        case "table-cell", "covered-table-cell": endCell()
        case "table-row": try endRow()
        default: break
        }
    }

    private mutating func endCell() {
        guard let cell = cells.popLast(), !rows.isEmpty else { return }
        let cellText = cell.text.collapsed
        // Sheets repeat their last, blank cell up to their edge.
        let repeats = min(cell.repeats, cellText.isEmpty ? 256 : Self.mostRepeats)
        rows[rows.count - 1] += Array(repeating: cellText, count: repeats)
    }

    private mutating func endRow() throws {
        guard let row = rows.popLast() else { return }
        if !cells.isEmpty {
            cells[cells.count - 1].text += row.joined(separator: " ") + "\n"
        } else if row.contains(where: { !$0.isEmpty }) {
            for _ in 0..<min(rowRepeats, Self.mostRepeats) { try builder.add(row: row) }
        }
    }

    private mutating func endPage() throws {
        try builder.add(kind, text)
        text = ""
        try builder.endPage()
    }
}
