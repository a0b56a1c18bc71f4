/// Word's documents (ECMA-376, part 1, 17). Pages are those that Word noted when it last saved the file.
struct WordReader {
    private let styles: WordStyles
    private var builder: PageBuilder
    private var paragraph = ""
    private var kind = Block.Kind.paragraph
    /// What isn't part of the text: how many of these elements are open.
    private var hidden = 0
    private var isText = false
    /// Cells of the tables that are open, the innermost last; a table within a cell becomes its text.
    private var rows: [[String]] = []
    private var cells: [String] = []

    static func read(_ parts: DocumentParts, into builder: PageBuilder) throws -> (DocumentInfo, PageBuilder) {
        let main = try parts.mainPart(orElse: "word/document.xml")
        guard parts.has(main) else { throw ConversionError.broken }
        let relations = try parts.relations(of: main).values
        let styles = try relations.first { $0.type == "styles" }.map { try WordStyles(parts.markup($0.target)) }
        var reader = WordReader(styles: styles ?? WordStyles(), builder: builder)
        try reader.read(parts.markup(main))
        for notes in ["footnotes", "endnotes"] {
            if let part = relations.first(where: { $0.type == notes }) { try reader.read(parts.markup(part.target)) }
        }
        try reader.builder.endPage()
        let properties = try parts.properties("docProps/core.xml")
        let language = properties.language ?? styles?.language
        return (DocumentInfo(kind: .docx, title: properties.title, language: language), reader.builder)
    }

    private init(styles: WordStyles, builder: PageBuilder) {
        (self.styles, self.builder) = (styles, builder)
    }

    private mutating func read(_ markup: MarkupReader) throws {
        var markup = markup
        while let token = markup.next() {
            switch token {
            case .start(let tag) where hidden > 0 || Self.isHidden(tag.name):
                if !tag.isEmpty { hidden += 1 }
            case .start(let tag):
                try begin(tag)
                if tag.isEmpty { try end(tag.name) }
            case .end where hidden > 0:
                hidden -= 1
            case .end(let name):
                try end(name)
            case .text(let text):
                if isText, hidden == 0 { paragraph += text }
            }
        }
    }

    /// The second form of what stands there already, and what was deleted.
    private static func isHidden(_ name: String) -> Bool {
        ["Fallback", "del", "moveFrom", "instrText", "pPrChange", "rPrChange"].contains(name)
    }

    private mutating func begin(_ tag: MarkupReader.Tag) throws {
        switch tag.name {
        case "t": isText = true
        case "tab": paragraph += "\t"
        case "br" where tag["type"] == "page", "lastRenderedPageBreak": try endPage()
        case "br", "cr": paragraph += "\n"
        case "noBreakHyphen": paragraph += "-"
        case "pStyle": kind = tag["val"].flatMap { styles.kind(of: $0) } ?? kind
        case "outlineLvl": if let level = tag.number("val"), level < 9 { kind = .heading(level: level + 1) }
        case "ilvl": if !kind.isHeading { kind = .listItem(level: (tag.number("val") ?? 0) + 1) }
        case "numId" where tag["val"] == "0": if !kind.isHeading { kind = .paragraph }
        case "numId": if case .paragraph = kind { kind = .listItem(level: 1) }
        case "pageBreakBefore" where tag["val"] != "0" && tag["val"] != "false": try endPage()
        case "tr": rows.append([])
        case "tc": cells.append("")
        default: break
        }
    }

    private mutating func end(_ name: String) throws {
        switch name {
        case "t": isText = false
        case "p": try endParagraph()
        case "tc": if let cell = cells.popLast(), !rows.isEmpty { rows[rows.count - 1].append(cell) }
        case "tr":
            guard let row = rows.popLast() else { return }
            if cells.isEmpty {
                try builder.add(row: row)
            } else {
                cells[cells.count - 1] += row.joined(separator: " ") + "\n"
            }
        default: break
        }
    }

    private mutating func endParagraph() throws {
        if cells.isEmpty {
            try builder.add(kind, paragraph)
        } else {
            cells[cells.count - 1] += paragraph + "\n"
        }
        (paragraph, kind) = ("", .paragraph)
    }

    /// A row stays whole: its page ends after it at the earliest.
    private mutating func endPage() throws {
        guard cells.isEmpty else { return }
        try builder.add(kind, paragraph)
        paragraph = ""
        try builder.endPage()
    }
}

extension Block.Kind {
    var isHeading: Bool { if case .heading = self { true } else { false } }
}
