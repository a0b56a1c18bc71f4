import TextAnalysis

/// Finds the labels of forms, letters and minutes, whoever laid them out.
struct FormReader {
    let page: PageText
    private let number: Int
    private var entries: [FormEntry] = []
    /// Of the table that is being read: its first row.
    private var header: [Range<Int>]?

    /// Words of a label.
    static let longestLabel = 8

    private init(_ page: PageText, number: Int) {
        (self.page, self.number) = (page, number)
    }

    /// - Parameter number: the page's index, which its entries carry.
    static func entries(of page: PageText, number: Int) -> [FormEntry] {
        var reader = FormReader(page, number: number)
        for index in page.blocks.indices {
            let block = page.blocks[index]
            switch block.kind {
            case .row(let cells):
                reader.read(cells: cells)
                reader.header = reader.header ?? cells
                continue
            case .heading(let level):
                reader.readLines(of: block.range, next: index + 1)
                reader.readSection(index, level: level)
            case .paragraph, .listItem:
                reader.readLines(of: block.range, next: index + 1)
            }
            reader.header = nil
        }
        return reader.entries
    }

    /// A block is read line by line; what the last one leaves open is answered in what follows.
    private mutating func readLines(of range: Range<Int>, next: Int) {
        let lines = page.tokens(in: range).split { page.tokens[$0].kind == .lineBreak }
        for (place, line) in lines.enumerated() {
            let below = place + 1 < lines.count ? page.range(ofTokens: lines[place + 1]) : nil
            read(line: line, below: below, next: below == nil ? next : nil)
        }
    }

    /// - Parameters:
    ///   - below: the next line of the block.
    ///   - next: the next block, after the last line.
    private mutating func read(line: Range<Int>, below: Range<Int>?, next: Int?) {
        let labels = labels(of: line)
        for (place, label) in labels.enumerated() {
            let isLast = place + 1 == labels.count
            let start = page.tokens[label.separator.upperBound - 1].range.upperBound
            let end =
                isLast
                ? page.tokens[line.upperBound - 1].range.upperBound
                : page.tokens[labels[place + 1].words.lowerBound].range.lowerBound
            let terms = ColumnQuery.terms(page.tokens[label.words])
            let isOpen = page.trimmed(start..<max(start, end)) == nil
            if !isOpen { add(terms, start..<end, label.isDash ? .dashed : .beside) }
            guard isLast, !label.isDash else { continue }
            if isOpen, let below, !hasLabel(below) {
                add(terms, below, .below)
            } else if let next, let answer = answer(from: next, takesParagraph: isOpen) {
                add(terms, isOpen ? answer : start..<answer.upperBound, .below)
            }
        }
        if labels.isEmpty { readSentences(line) }
    }

    /// The items, or the paragraph, that follow a label.
    private func answer(from index: Int, takesParagraph: Bool) -> Range<Int>? {
        let items = page.blocks[min(index, page.blocks.count)...].prefix { $0.kind == .listItem }
        if let first = items.first, let last = items.last {
            return first.range.lowerBound..<last.range.upperBound
        }
        guard takesParagraph, page.blocks.indices.contains(index), page.blocks[index].kind == .paragraph,
            !hasLabel(page.blocks[index].range)
        else { return nil }
        return page.blocks[index].range
    }

    private func hasLabel(_ range: Range<Int>) -> Bool { !labels(of: page.tokens(in: range)).isEmpty }

    /// What stands under a heading, up to the next of its level or above.
    private mutating func readSection(_ index: Int, level: Int) {
        let rest = page.blocks[(index + 1)...]
        let body = rest.prefix { block in
            if case .heading(let other) = block.kind { other > level } else { true }
        }
        guard let first = body.first, let last = body.last else { return }
        let terms = ColumnQuery.terms(page.tokens[page.tokens(in: page.blocks[index].range)])
        add(terms, first.range.lowerBound..<last.range.upperBound, .section)
    }

    /// Cells with a label and an answer in them, and pairs of cells.
    private mutating func read(cells: [Range<Int>]) {
        var isAnswer = false
        for (place, cell) in cells.enumerated() where page.trimmed(cell) != nil {
            let labels = labels(of: page.tokens(in: cell))
            if !labels.isEmpty { read(line: page.tokens(in: cell), below: nil, next: nil) }
            defer { isAnswer = !isAnswer }
            guard !isAnswer, place + 1 < cells.count, cells.count <= 4 || labels.count == 1 else { continue }
            let tokens = page.tokens[page.tokens(in: cell)]
            guard tokens.count(where: { $0.kind == .word }) <= Self.longestLabel else { continue }
            add(ColumnQuery.terms(tokens), cells[answer(to: place, in: cells)], .beside)
        }
    }

    /// The cell beside a label, but for one whose header says that it is what the criterion counts.
    private func answer(to label: Int, in cells: [Range<Int>]) -> Int {
        guard let header, label + 2 < cells.count, header.indices.contains(label + 1) else { return label + 1 }
        let terms = ColumnQuery.terms(page.tokens[page.tokens(in: header[label + 1])])
        return terms.isDisjoint(with: SchoolWords.weights) ? label + 1 : label + 2
    }

    mutating func add(_ terms: Set<String>, _ value: Range<Int>, _ position: FormEntry.Position) {
        guard !terms.isEmpty, !value.isEmpty else { return }
        entries.append(FormEntry(label: terms, page: number, value: value, position: position))
    }
}
