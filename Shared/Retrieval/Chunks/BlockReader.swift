import TextAnalysis

/// Finds the structure of Markdown, and of plain text with a form feed before each new page, as pdftotext writes it.
///
/// Headings: `#`; lines of their own that are numbered (`2.1 Método`) or in capitals. Items: `-`, `*`, `•`, `1.`, `a)`.
/// Rows: lines that begin with `|`. What else stands between empty lines is a paragraph.
package struct BlockReader {
    private let units: [UInt16]
    private var blocks: [Block] = []
    private var page = 1
    /// The block that goes on until an empty line.
    private var open: (kind: Block.Kind, range: Range<Int>, lines: Int)?
    /// A line that is a heading if nothing but an empty line follows.
    private var possibleHeading: LineStart?

    private init(_ units: [UInt16]) {
        self.units = units
    }

    package static func blocks(of text: String) -> [Block] {
        var reader = BlockReader(Array(text.utf16))
        reader.read()
        return reader.blocks
    }

    private static let formFeed: UInt16 = 12

    private mutating func read() {
        var start = 0
        for index in 0...units.count {
            let end = index < units.count ? units[index] : Self.formFeed
            guard end == 10 || end == Self.formFeed else { continue }
            read(start..<index)
            if end == Self.formFeed {
                close()
                page += 1
            }
            start = index + 1
        }
    }

    private mutating func read(_ range: Range<Int>) {
        let line = LineStart(units[range])
        switch line.mark {
        case .empty:
            close()
        case .heading(let level):
            begin(.heading(level: level), range)
            close()
        case .row(let isRule):
            // The rule under a table's header.
            if !isRule { begin(.tableRow, range) }
            close()
        case .item:
            begin(.listItem, range)
        case nil:
            if let block = open {
                open = (block.kind, block.range.lowerBound..<range.upperBound, block.lines + 1)
            } else {
                begin(.paragraph, range)
                possibleHeading = line
            }
        }
    }

    private mutating func begin(_ kind: Block.Kind, _ range: Range<Int>) {
        close()
        open = (kind, range, 1)
    }

    private mutating func close() {
        if let block = open {
            let level = block.lines == 1 ? possibleHeading?.headingLevel : nil
            blocks.append(Block(level.map { .heading(level: $0) } ?? block.kind, range: block.range, page: page))
        }
        open = nil
        possibleHeading = nil
    }
}
