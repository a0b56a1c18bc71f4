/// Finds the structure of Markdown, and of plain text with a form feed before each new page, as pdftotext writes it.
///
/// Headings: `#`; lines of their own that are numbered (`2.1 Método`) or in capitals. Items: `-`, `*`, `•`, `1.`, `a)`.
/// Rows: lines that begin with `|`. What else stands between empty lines is a paragraph.
package struct BlockReader {
    private var blocks: [Block] = []
    private var page = 1
    /// The block that goes on until an empty line.
    private var open: (kind: Block.Kind, range: Range<Int>, lines: Int)?
    /// A line that is a heading if nothing but an empty line follows.
    private var possibleLevel: Int?

    package static func blocks(of text: String) -> [Block] {
        var reader = BlockReader()
        let units = Array(text.utf16)
        var start = 0
        for index in 0...units.count where index == units.count || isLineEnd(units[index]) {
            reader.read(String(decoding: units[start..<index], as: UTF16.self), at: start..<index)
            if index < units.count, units[index] == formFeed {
                reader.close()
                reader.page += 1
            }
            start = index + 1
        }
        reader.close()
        return reader.blocks
    }

    private static let formFeed: UInt16 = 12

    private static func isLineEnd(_ unit: UInt16) -> Bool { unit == 10 || unit == formFeed }

    private mutating func read(_ line: String, at range: Range<Int>) {
        let line = line.drop(while: \.isWhitespace)
        if line.isEmpty {
            close()
        } else if let marks = line.prefixMatch(of: #/(#{1,6})\s/#) {
            begin(.heading(level: marks.output.1.count), range)
            close()
        } else if line.first == "|" {
            // The rule under a table's header.
            if line.contains(where: { !"|-:".contains($0) && !$0.isWhitespace }) { begin(.tableRow, range) }
            close()
        } else if line.prefixMatch(of: #/([-*•–]|\d{1,3}[.)]|[a-z]\))\s/#) != nil {
            begin(.listItem, range)
        } else if let block = open {
            open = (block.kind, block.range.lowerBound..<range.upperBound, block.lines + 1)
        } else {
            begin(.paragraph, range)
            possibleLevel = Self.headingLevel(line)
        }
    }

    private mutating func begin(_ kind: Block.Kind, _ range: Range<Int>) {
        close()
        open = (kind, range, 1)
    }

    private mutating func close() {
        if let block = open {
            let level = block.lines == 1 ? possibleLevel : nil
            blocks.append(Block(level.map { .heading(level: $0) } ?? block.kind, range: block.range, page: page))
        }
        open = nil
        possibleLevel = nil
    }

    /// The level that a line would have as a heading; nil for what reads like a sentence.
    private static func headingLevel(_ line: Substring) -> Int? {
        let line = line.prefix(while: { !$0.isNewline })
        guard line.utf8.count <= 120, let last = line.last(where: { !$0.isWhitespace }), !".;,:".contains(last)
        else { return nil }
        if let number = line.prefixMatch(of: #/(\d{1,2}(?:\.\d{1,2})+)\.?\s+\p{Lu}/#) {
            return number.output.1.split(separator: ".").count
        }
        let letters = line.filter(\.isLetter)
        return letters.count >= 4 && letters.allSatisfy(\.isUppercase) ? 1 : nil
    }
}
