/// The text of a line of Markdown: links by their words, pictures by their descriptions, no marks of emphasis or code.
enum MarkdownText {
    /// Bytes of what a link says, and of where it leads: what never ends isn't looked through again and again.
    private static let (longestWords, longestAddress) = (1_000, 4_000)

    static func plain(_ text: String) -> String {
        var (plain, rest) = ("", text[...])
        while let character = rest.first {
            if character == "\\", let next = rest.dropFirst().first, next.isPunctuation || next.isSymbol {
                plain.append(next)
                rest = rest.dropFirst(2)
            } else if character == "!" || character == "[", let link = link(rest) {
                plain += Self.plain(String(link.words))
                rest = link.rest
            } else if character == "*" || character == "`" || rest.hasPrefix("__") {
                rest = rest.drop { $0 == character }
                // A mark between spaces is one that is meant.
                if plain.last?.isWhitespace ?? true, rest.first?.isWhitespace == true { plain.append(character) }
            } else {
                plain.append(character)
                rest = rest.dropFirst()
            }
        }
        return plain
    }

    /// `[words](address)` or `![words](address)`, at the beginning.
    private static func link(_ text: Substring) -> (words: Substring, rest: Substring)? {
        let start = text.first == "!" ? text.dropFirst() : text
        guard start.first == "[", let close = start.utf8.prefix(longestWords).firstIndex(of: UInt8(ascii: "]")) else {
            return nil
        }
        let address = start[start.index(after: close)...]
        guard address.first == "(", let end = address.utf8.prefix(longestAddress).firstIndex(of: UInt8(ascii: ")"))
        else { return nil }
        return (start[..<close].dropFirst(), address[address.index(after: end)...])
    }
}
