import TextAnalysis

/// Puts blocks together into chunks, and knows under which headings they stand.
struct ChunkAssembly {
    private let text: [UInt16]
    private let limit: Int
    private var chunks: [Chunk] = []
    private var headings: [(level: Int, title: String)] = []
    /// A heading that nothing stands under so far.
    private var bareHeading: Block?
    /// What the next chunk has so far.
    private var range = 0..<0
    private var page = 1
    private var words = 0
    private var tableHeader: String?
    /// The first row of the table that is being read.
    private var table: Range<Int>?

    init(_ text: [UInt16], limit: Int) {
        self.text = text
        self.limit = limit
    }

    func slice(_ range: Range<Int>) -> String { String(utf16: text[range]) }

    mutating func open(heading block: Block, level: Int) {
        close()
        // What has subsections only is found by them.
        if headings.last.map({ $0.level >= level }) ?? false { closeBareHeading() }
        headings.removeAll { $0.level >= level }
        let title = (trimmed(block.range).map(slice) ?? "").drop { $0 == "#" || $0.isWhitespace }
        headings.append((level, String(title)))
        bareHeading = block
        table = nil
    }

    mutating func append(_ block: Block, words count: Int) {
        let isRow = block.kind == .tableRow
        if !isRow { table = nil }
        if block.page != page || words + count > limit { close() }
        if range.isEmpty {
            range = block.range
            page = block.page
            tableHeader = isRow ? table.map(slice) : nil
        } else {
            range = range.lowerBound..<block.range.upperBound
        }
        if isRow, table == nil { table = block.range }
        words += count
        bareHeading = nil
    }

    mutating func finish() -> [Chunk] {
        close()
        closeBareHeading()
        return chunks
    }

    private mutating func close() {
        add(range, page, section: headings.map(\.title))
        range = 0..<0
        words = 0
        tableHeader = nil
    }

    /// A heading without a text of its own is a chunk.
    private mutating func closeBareHeading() {
        if let heading = bareHeading {
            add(heading.range, heading.page, section: headings.dropLast().map(\.title))
        }
        bareHeading = nil
    }

    private mutating func add(_ range: Range<Int>, _ page: Int, section: [String]) {
        guard let range = trimmed(range) else { return }
        chunks.append(
            Chunk(text: slice(range), range: range, page: page, section: section, tableHeader: tableHeader)
        )
    }

    /// Without white space at its ends; nil for nothing else.
    private func trimmed(_ range: Range<Int>) -> Range<Int>? {
        func isSpace(_ index: Int) -> Bool { Unicode.Scalar(text[index])?.properties.isWhitespace ?? false }
        guard let start = range.first(where: { !isSpace($0) }), let last = range.last(where: { !isSpace($0) })
        else { return nil }
        return start..<last + 1
    }
}
