/// PowerPoint's slides (ECMA-376, part 1, 19), each a page, with the speaker's notes below.
struct SlidesReader {
    private var builder: PageBuilder
    private var text = ""
    private var isText = false
    /// What the shape holds, as its placeholder says: `title`, `body`, …
    private var placeholder: String?
    private var level = 0
    private var hasBullet = true
    private var row: [String] = []
    private var cell: String?

    static func read(_ parts: DocumentParts, into builder: PageBuilder) throws -> (DocumentInfo, PageBuilder) {
        let main = try parts.mainPart(orElse: "ppt/presentation.xml")
        guard parts.has(main) else { throw ConversionError.broken }
        let relations = try parts.relations(of: main)
        var reader = SlidesReader(builder: builder)
        for slide in slides(try parts.markup(main)).compactMap({ relations[$0]?.target }) {
            try reader.read(parts.markup(slide), isNotes: false)
            if let notes = try parts.relations(of: slide).values.first(where: { $0.type == "notesSlide" }) {
                try reader.read(parts.markup(notes.target), isNotes: true)
            }
            try reader.builder.endPage()
        }
        let properties = try parts.properties("docProps/core.xml")
        return (DocumentInfo(kind: .pptx, title: properties.title, language: properties.language), reader.builder)
    }

    private init(builder: PageBuilder) { self.builder = builder }

    /// The ids of their relations, in order.
    private static func slides(_ markup: MarkupReader) -> [String] {
        var (markup, ids) = (markup, [String]())
        while let token = markup.next() {
            // Its own number is called `id`, too, without a prefix, and comes first.
            if case .start(let tag) = token, tag.name == "sldId", let id = tag.last("id") { ids.append(id) }
        }
        return ids
    }

    private mutating func read(_ markup: MarkupReader, isNotes: Bool) throws {
        var markup = markup
        while let token = markup.next() {
            switch token {
            case .start(let tag):
                begin(tag)
                if tag.isEmpty { try end(tag.name, isNotes) }
            case .end(let name): try end(name, isNotes)
            case .text(let piece): if isText { text += piece }
            }
        }
    }

    private mutating func begin(_ tag: MarkupReader.Tag) {
        switch tag.name {
        case "sp": placeholder = nil
        case "ph": placeholder = tag["type"] ?? "body"
        case "p": (level, hasBullet) = (0, true)
        case "pPr": level = max(0, tag.number("lvl") ?? 0)
        case "buNone": hasBullet = false
        case "t": isText = true
        case "br", "tab": text += " "
        case "tr": row = []
        case "tc": cell = ""
        default: break
        }
    }

    private mutating func end(_ name: String, _ isNotes: Bool) throws {
        switch name {
        case "t": isText = false
        case "p" where cell != nil:
            cell? += text + "\n"
            text = ""
        case "p":
            try add(isNotes)
            text = ""
        case "tc":
            row.append(cell ?? "")
            cell = nil
        case "tr": try builder.add(row: row)
        case "sp": placeholder = nil
        default: break
        }
    }

    private mutating func add(_ isNotes: Bool) throws {
        switch placeholder {
        case "sldNum", "dt", "ftr", "hdr", "sldImg": break
        case _ where isNotes: if placeholder == "body" { try builder.add(.paragraph, text) }
        case "title", "ctrTitle": try builder.add(.heading(level: 1), text)
        case "subTitle": try builder.add(.heading(level: 2), text)
        case "body" where hasBullet, "obj" where hasBullet: try builder.add(.listItem(level: level + 1), text)
        default: try builder.add(.paragraph, text)
        }
    }
}
