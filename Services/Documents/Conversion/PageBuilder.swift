/// Puts blocks together to pages and hands each on as it is full.
struct PageBuilder {
    /// Bytes of text after which a page ends that nothing else ends: about two printed ones.
    static let longestPage = 6_000
    /// Rows of a table after which its page ends.
    static let mostRows = 200

    private let limits: ConversionLimits
    /// The first page that is wanted.
    private let first: Int
    private let emit: (Page) throws -> Void
    private var number = 1
    private var text = ""
    private var blocks: [Block] = []
    private var rows = 0

    /// - Parameter emit: called in order, from page `first` on.
    init(from first: Int = 1, limits: ConversionLimits, emit: @escaping (Page) throws -> Void) {
        (self.first, self.limits, self.emit) = (first, limits, emit)
    }

    /// Pages that are finished.
    var pages: Int { number - 1 }

    mutating func add(_ kind: Block.Kind, _ text: String) throws {
        let text = text.collapsed
        guard !text.isEmpty else { return }
        // What is longer than a page by itself is cut where a word ends.
        for part in text.parts(of: Self.longestPage) { try append(String(part)) { Block(kind: kind, span: $0) } }
    }

    /// A row with at least one cell that isn't blank.
    mutating func add(row cells: [String]) throws {
        let cells = cells.map(\.collapsed)
        guard let last = cells.lastIndex(where: { !$0.isEmpty }) else { return }
        let kept = cells[...last]
        try append(kept.joined(separator: "\t")) { span in
            var start = span.start
            let spans = kept.map { cell in
                defer { start += cell.utf8.count + 1 }
                return Span(start: start, end: start + cell.utf8.count)
            }
            return Block(kind: .row(cells: spans), span: span)
        }
        rows += 1
        if rows == Self.mostRows { try endPage() }
    }

    /// Ends the page, unless nothing is on it.
    mutating func endPage() throws {
        guard !blocks.isEmpty else { return }
        guard number <= limits.pages else { throw ConversionError.tooManyPages(limit: limits.pages) }
        if number >= first { try emit(Page(number: number, text: text, blocks: blocks)) }
        (number, text, blocks, rows) = (number + 1, "", [], 0)
    }

    private mutating func append(_ addition: String, as block: (Span) -> Block) throws {
        if !blocks.isEmpty, text.utf8.count + addition.utf8.count > Self.longestPage { try endPage() }
        if !blocks.isEmpty { text += "\n" }
        let start = text.utf8.count
        text += addition
        blocks.append(block(Span(start: start, end: text.utf8.count)))
    }
}

extension String {
    /// Pieces of at most `length` bytes that end with a word where there is one.
    fileprivate func parts(of length: Int) -> [Substring] {
        guard utf8.count > length else { return [self[...]] }
        var (parts, rest): ([Substring], Substring) = ([], self[...])
        while rest.utf8.count > length {
            // Within a character it is rounded down to its beginning.
            let end = rest.unicodeScalars.index(before: rest.utf8.index(rest.startIndex, offsetBy: length))
            let cut = rest[..<end].lastIndex(of: " ") ?? end
            parts.append(rest[..<cut])
            rest = rest[cut...].drop { $0 == " " }
        }
        return rest.isEmpty ? parts : parts + [rest]
    }
}
