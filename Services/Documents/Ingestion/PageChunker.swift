import Retrieval
import TextAnalysis

/// Cuts a document into passages as its pages come, a few at a time: what stands open at the end of one lot, headings and
/// a table, stands above the next.
struct PageChunker {
    private let chunker = Chunker()
    private var headings: [(level: Int, title: String)] = []
    /// The first row of the table that the last page ended in.
    private var table: String?

    /// Of pages that follow those before, with offsets from the beginning of each.
    mutating func passages(of pages: [StoredPage]) -> [NewPassage] {
        var (text, blocks) = ("", [Block]())
        var length = 0
        func add(_ addition: String) -> Range<Int> {
            let start = length
            text += addition + "\n"
            length += addition.utf16.count + 1
            return start..<length - 1
        }
        // On a page that there is none of, so that they are passed over below.
        for (level, title) in headings { blocks.append(Block(.heading(level: level), range: add(title), page: 0)) }
        if let table { blocks.append(Block(.tableRow, range: add(table), page: 0)) }
        var starts: [Int: Int] = [:]
        for page in pages {
            let start = add(page.text).lowerBound
            starts[page.number] = start
            blocks += page.blocks.map { $0.block(page: page.number, offset: start) }
        }
        follow(pages)
        return chunker.chunks(of: text, blocks: blocks).compactMap { chunk in
            guard let start = starts[chunk.page] else { return nil }
            return NewPassage(
                page: chunk.page,
                range: chunk.range.lowerBound - start..<chunk.range.upperBound - start,
                section: chunk.section,
                text: chunk.text,
                tableHeader: chunk.tableHeader
            )
        }
    }

    /// Takes in what stands open after pages whose passages are there already.
    mutating func follow(_ pages: [StoredPage]) {
        for page in pages {
            let units = Array(page.text.utf16)
            func text(_ span: TextSpan) -> String {
                let range = span.range.clamped(to: 0..<units.count)
                return String(utf16: units[range])
            }
            for block in page.blocks {
                switch block.kind {
                case .heading:
                    let level = block.level ?? 1
                    headings.removeAll { $0.level >= level }
                    headings.append((level, text(block.span)))
                    table = nil
                case .row: table = table ?? text(block.span)
                case .paragraph, .listItem: table = nil
                }
            }
        }
    }
}
