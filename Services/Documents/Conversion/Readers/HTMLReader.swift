/// Web pages, and the chapters of an EPUB: what a browser would show of them.
struct HTMLReader {
    private static let hiddenElements: Set = [
        "script", "style", "noscript", "template", "svg", "math", "select", "iframe",
    ]
    private static let blockElements: Set = [
        "p", "div", "section", "article", "header", "footer", "main", "nav", "aside", "blockquote", "pre", "dl", "dt",
        "dd", "figure", "figcaption", "address", "form", "fieldset", "hr", "body", "ul", "ol", "li", "table", "caption",
        "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6",
    ]

    private(set) var builder: PageBuilder
    private(set) var title: String?
    private(set) var language: String?
    private var text = ""
    private var kind = Block.Kind.paragraph
    private var hidden: (name: String, depth: Int)?
    private var isTitle = false
    private var listLevel = 0
    /// Of the outermost table that is open; what is in it becomes the text of its cells.
    private var tables = 0
    private var row: [String] = []
    private var cell: String?

    static func read(_ markup: MarkupReader, into builder: PageBuilder) throws -> (DocumentInfo, PageBuilder) {
        var reader = HTMLReader(builder: builder)
        try reader.read(markup)
        try reader.builder.endPage()
        return (DocumentInfo(kind: .html, title: reader.title, language: reader.language), reader.builder)
    }

    init(builder: PageBuilder) { self.builder = builder }

    mutating func read(_ markup: MarkupReader) throws {
        var markup = markup
        while let token = markup.next() {
            switch token {
            case .start(let tag):
                if let open = hidden {
                    if open.name == tag.name, !tag.isEmpty { hidden?.depth += 1 }
                } else if Self.hiddenElements.contains(tag.name) {
                    if !tag.isEmpty { hidden = (tag.name, 1) }
                } else {
                    try begin(tag)
                    if tag.isEmpty { try end(tag.name) }
                }
            case .end(let name):
                if let open = hidden {
                    if open.name == name { hidden = open.depth > 1 ? (name, open.depth - 1) : nil }
                } else {
                    try end(name)
                }
            case .text(let piece):
                if hidden != nil { continue }
                if isTitle { title = (title ?? "") + piece } else { text += piece }
            }
        }
        try endRow()
        try flush()
        (listLevel, tables) = (0, 0)
    }

    mutating func endChapter() throws { try builder.endPage() }

    private mutating func begin(_ tag: MarkupReader.Tag) throws {
        if tag.name == "html" { language = language ?? tag["lang"] }
        if tag.name == "title" { isTitle = true }
        if tag.name == "br" { text += "\n" }
        if tag.name == "img", let words = tag["alt"] { text += " \(words) " }
        guard Self.blockElements.contains(tag.name) else { return }
        try flush()
        switch tag.name {
        case "ul", "ol": listLevel += 1
        case "li", "dt", "dd": kind = .listItem(level: max(1, listLevel))
        case "table": tables += 1
        // End tags of rows and cells may be left out.
        case "tr" where tables == 1: try endRow()
        case "td" where tables == 1, "th" where tables == 1:
            endCell()
            cell = ""
        default: if let level = Self.headingLevel(tag.name) { kind = .heading(level: level) }
        }
    }

    private mutating func end(_ name: String) throws {
        if name == "title" { isTitle = false }
        guard Self.blockElements.contains(name) else { return }
        try flush()
        switch name {
        case "ul", "ol": listLevel = max(0, listLevel - 1)
        case "td" where tables == 1, "th" where tables == 1: endCell()
        case "tr" where tables == 1: try endRow()
        case "table":
            if tables == 1 { try endRow() }
            tables = max(0, tables - 1)
        default: break
        }
    }

    private static func headingLevel(_ name: String) -> Int? {
        guard name.count == 2, name.hasPrefix("h"), let level = name.last?.wholeNumberValue else { return nil }
        return (1...6).contains(level) ? level : nil
    }

    private mutating func flush() throws {
        if cell != nil { cell? += text + " " } else { try builder.add(kind, text) }
        (text, kind) = ("", .paragraph)
    }

    private mutating func endCell() {
        if let cell { row.append(cell) }
        cell = nil
    }

    private mutating func endRow() throws {
        endCell()
        try builder.add(row: row)
        row = []
    }
}
