/// Text without markup: blank lines end paragraphs, form feeds pages.
enum PlainTextReader {
    static func read(_ text: String, into builder: PageBuilder) throws -> PageBuilder {
        var builder = builder
        for (number, page) in text.split(separator: "\u{0C}", omittingEmptySubsequences: false).enumerated() {
            if number > 0 { try builder.endPage() }
            try addParagraphs(of: page, to: &builder)
        }
        return builder
    }

    private static func addParagraphs(of text: Substring, to builder: inout PageBuilder) throws {
        var (paragraph, kind) = ("", Block.Kind.paragraph)
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let item = ListMark.content(of: line)
            if item != nil || line.allSatisfy(\.isWhitespace) {
                try builder.add(kind, paragraph)
                (paragraph, kind) = ("", .paragraph)
            }
            if let item { kind = .listItem(level: item.level) }
            paragraph += (item?.text ?? line) + "\n"
        }
        try builder.add(kind, paragraph)
    }
}

/// The mark before an item of a list, in text that only shows one.
enum ListMark {
    /// What follows the mark, and how far in it stands; nil where there is none.
    static func content(of line: Substring) -> (text: Substring, level: Int)? {
        let indent = line.prefix { $0 == " " || $0 == "\t" }
        let text = line[indent.endIndex...]
        let width = indent.reduce(0) { $0 + ($1 == "\t" ? 4 : 1) }
        guard let rest = afterBullet(text) ?? afterNumber(text) else { return nil }
        // Two to four spaces are a level.
        return (rest, (width + 2) / 4 + 1)
    }

    private static func afterBullet(_ text: Substring) -> Substring? {
        // The last are bullets of the fonts Symbol and Wingdings, as Word's PDFs have them.
        guard let mark = text.first, "-*+•◦▪‣–·\u{F0B7}\u{F0A7}\u{F0D8}".contains(mark),
            text.dropFirst().first?.isWhitespace == true
        else {
            return nil
        }
        return text.dropFirst(2)
    }

    private static func afterNumber(_ text: Substring) -> Substring? {
        let digits = text.prefix { $0.isNumber && $0.isASCII }
        let rest = text[digits.endIndex...]
        guard (1...3).contains(digits.count), let mark = rest.first, ".)".contains(mark),
            rest.dropFirst().first?.isWhitespace == true
        else { return nil }
        // The number stays: people refer to it.
        return text
    }
}
