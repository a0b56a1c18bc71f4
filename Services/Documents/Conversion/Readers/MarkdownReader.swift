/// Markdown as people write it: CommonMark's blocks and tables of GitHub's kind, without the marks.
struct MarkdownReader {
    private var builder: PageBuilder
    private var paragraph = ""
    private var kind = Block.Kind.paragraph
    private var title: String?
    private var fence: Substring?
    private var isTable = false

    static func read(_ text: String, into builder: PageBuilder) throws -> (DocumentInfo, PageBuilder) {
        var reader = MarkdownReader(builder: builder)
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)[...]
        reader.readFrontMatter(&lines)
        for line in lines { try reader.read(line) }
        try reader.flush()
        try reader.builder.endPage()
        return (DocumentInfo(kind: .markdown, title: reader.title), reader.builder)
    }

    private init(builder: PageBuilder) { self.builder = builder }

    /// YAML between two lines of hyphens, of which the title is read.
    private mutating func readFrontMatter(_ lines: inout ArraySlice<Substring>) {
        guard lines.first == "---", let end = lines.dropFirst().prefix(100).firstIndex(of: "---") else { return }
        for line in lines[..<end] where line.hasPrefix("title:") {
            title = line.dropFirst(6).trimmingPrefix { "\"' ".contains($0) }.reduce(into: "") { $0.append($1) }
            while let last = title?.last, "\"' ".contains(last) { title?.removeLast() }
        }
        lines = lines[(end + 1)...]
    }

    private mutating func read(_ line: Substring) throws {
        let content = line.drop { $0 == " " || $0 == "\t" }
        if let fence {
            guard content.hasPrefix(fence) else { return paragraph += line + "\n" }
            // While it is code, so that its marks stay.
            try flush()
            self.fence = nil
        } else if content.hasPrefix("```") || content.hasPrefix("~~~") {
            try flush()
            fence = content.prefix(3)
        } else if content.isEmpty {
            try flush()
            isTable = false
        } else if let level = Self.headingLevel(content) {
            try flush()
            try add(.heading(level: level), String(content.drop { $0 == "#" }).trimmingMarks)
        } else if !paragraph.isEmpty, kind == .paragraph, let level = Self.underline(content) {
            kind = .heading(level: level)
            try flush()
        } else if paragraph.contains("|"), kind == .paragraph, content.contains("|"), Self.isRuler(Self.cells(content))
        {
            // What looked like text is the head of a table.
            let head = paragraph
            paragraph = ""
            try addRow(head.drop(while: \.isNewline))
            isTable = true
        } else if content.hasPrefix("|") || isTable {
            try addRow(content)
        } else if Self.isRule(content) {
            try flush()
        } else if let item = ListMark.content(of: line) {
            try flush()
            kind = .listItem(level: item.level)
            paragraph = String(item.text)
        } else {
            paragraph += "\n" + content.drop { $0 == ">" }
        }
    }

    private mutating func addRow(_ line: Substring) throws {
        try flush()
        let cells = Self.cells(line)
        guard !Self.isRuler(cells) else { return }
        try builder.add(row: cells.map { MarkdownText.plain(String($0)) })
    }

    private static func cells(_ line: Substring) -> ArraySlice<Substring> {
        let cells = line.trimmingPrefix("|").split(separator: "|", omittingEmptySubsequences: false)
        return cells.last?.allSatisfy(\.isWhitespace) == true ? cells.dropLast() : cells[...]
    }

    /// The line below the head of a table.
    private static func isRuler(_ cells: ArraySlice<Substring>) -> Bool {
        cells.allSatisfy { $0.contains("-") && $0.allSatisfy { "-: ".contains($0) } }
    }

    private mutating func flush() throws {
        try add(kind, paragraph)
        (paragraph, kind) = ("", .paragraph)
    }

    private mutating func add(_ kind: Block.Kind, _ text: String) throws {
        let plain = fence == nil ? MarkdownText.plain(text) : text
        if title == nil, kind == .heading(level: 1) { title = plain.nonBlank }
        try builder.add(kind, plain)
    }

    private static func headingLevel(_ line: Substring) -> Int? {
        let marks = line.prefix { $0 == "#" }.count
        return (1...6).contains(marks) && line.dropFirst(marks).first?.isWhitespace ?? true ? marks : nil
    }

    private static func underline(_ line: Substring) -> Int? {
        guard let mark = line.first, line.allSatisfy({ $0 == mark }) else { return nil }
        return mark == "=" ? 1 : mark == "-" ? 2 : nil
    }

    private static func isRule(_ line: Substring) -> Bool {
        let marks = line.filter { !$0.isWhitespace }
        return marks.count >= 3 && (marks.allSatisfy { $0 == "*" } || marks.allSatisfy { $0 == "-" || $0 == "_" })
    }
}

extension String {
    /// Without the marks that may close a heading.
    fileprivate var trimmingMarks: String {
        var text = self[...]
        while let last = text.last, last == "#" || last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
