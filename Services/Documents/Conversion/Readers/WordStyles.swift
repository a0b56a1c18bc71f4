/// What paragraph styles of a Word document mean: a heading, a list item, or neither.
struct WordStyles {
    private struct Style {
        var name = ""
        var base: String?
        var level: Int?
        var isList = false
    }

    private var styles: [String: Style] = [:]
    /// Of the document's text, as its defaults say.
    private(set) var language: String?

    init() {}

    init(_ markup: MarkupReader) {
        var markup = markup
        var id = ""
        while let token = markup.next() {
            guard case .start(let tag) = token else { continue }
            switch tag.name {
            case "style":
                id = tag["styleId"] ?? ""
                styles[id] = Style()
            case "name": styles[id]?.name = (tag["val"] ?? "").lowercased()
            case "basedOn": styles[id]?.base = tag["val"]
            case "outlineLvl": styles[id]?.level = tag.number("val").flatMap { $0 < 9 ? $0 + 1 : nil }
            case "numPr": styles[id]?.isList = true
            case "lang": language = language ?? tag["val"]
            default: break
            }
        }
    }

    /// Of a style or of those that it is based on; nil where it says nothing.
    func kind(of id: String) -> Block.Kind? {
        var (next, seen): (String?, Set<String>) = (id, [])
        while let id = next, seen.insert(id).inserted {
            // Documents without styles.xml name them all the same.
            let style = styles[id] ?? Style(name: id.lowercased())
            if style.name == "title" { return .heading(level: 1) }
            if let level = style.level { return .heading(level: level) }
            if style.name.hasPrefix("heading"), let level = Int(style.name.filter(\.isNumber)) {
                return .heading(level: level)
            }
            if style.isList { return .listItem(level: 1) }
            next = style.base
        }
        return nil
    }
}
