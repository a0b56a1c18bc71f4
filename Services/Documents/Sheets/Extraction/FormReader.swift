import TextAnalysis

/// Finds the labels of forms, letters and minutes, whoever laid them out.
struct FormReader {
    let page: PageText
    private let number: Int
    private var entries: [FormEntry] = []
    /// Whom this part of the form is about: «Datos de la madre».
    private var person: Set<String> = []
    /// Of the table that is being read.
    private var table = FormTable()

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
                continue
            case .heading(let level):
                reader.person = []
                reader.readLines(of: block.range, next: index + 1)
                reader.readSection(index, level: level)
            case .paragraph, .listItem:
                reader.readLines(of: block.range, next: index + 1)
            }
            reader.table = FormTable()
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
        var asked: Set<String> = []
        for (place, label) in labels.enumerated() {
            let isLast = place + 1 == labels.count
            let start = page.tokens[label.separator.upperBound - 1].range.upperBound
            let end =
                isLast
                ? page.tokens[line.upperBound - 1].range.upperBound
                : page.tokens[labels[place + 1].words.lowerBound].range.lowerBound
            let words = page.tokens[label.words].map(\.text)
            let isFollowUp = words.contains(where: SchoolWords.followUps.contains)
            // «Médico: Dr. Pardo. Teléfono: …» goes on about the same person.
            let before = SchoolWords.persons.intersection(asked)
            asked = isFollowUp ? asked : terms(of: label, next: next)
            let isOpen = page.trimmed(start..<max(start, end)) == nil
            if !isOpen { add(asked, start..<end, label.isDash ? .dashed : .beside, about: before) }
            guard isLast, !label.isDash else { continue }
            if isOpen, let below, !hasLabel(below) {
                add(asked, below, .below, about: before)
            } else if let next, let answer = answer(from: next, takesParagraph: isOpen) {
                add(asked, isOpen ? answer : start..<answer.upperBound, .below, about: before)
            }
        }
        readSentences(line)
        if labels.isEmpty { readPlain(line, below: below, next: next) }
    }

    /// A line without a mark of a label: what a part of the form is about, or a label all the same.
    private mutating func readPlain(_ line: Range<Int>, below: Range<Int>?, next: Int?) {
        guard line.count <= Self.longestLabel, !page.tokens[line].contains(where: { $0.kind == .number }) else {
            return
        }
        let terms = ColumnQuery.terms(page.tokens[line])
        if let about = SchoolWords.persons(ofSection: terms) { person = about }
        let under = next.flatMap { next -> Range<Int>? in
            guard page.blocks.indices.contains(next) else { return nil }
            // Lists of definitions come as items.
            let kinds = [.paragraph, page.blocks[next - 1].kind]
            guard kinds.contains(page.blocks[next].kind) else { return answer(from: next, takesParagraph: false) }
            let lines = page.tokens(in: page.blocks[next].range).split { page.tokens[$0].kind == .lineBreak }
            return lines.first.map(page.range(ofTokens:))
        }
        if let answer = below ?? under, !hasLabel(answer) { add(terms, answer, .under) }
    }

    /// «De:» at the head of an e-mail is who sent it, and the heading above it is what it is about.
    private mutating func terms(of label: Label, next: Int?) -> Set<String> {
        let words = page.tokens[label.words].map(\.text)
        guard words == ["de"] || words == ["from"] else { return ColumnQuery.terms(page.tokens[label.words]) }
        if next == 2, case .heading? = page.blocks.first?.kind {
            add(ColumnQuery.terms("asunto"), page.blocks[0].range, .beside)
        }
        return ColumnQuery.terms("remitente")
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

    /// What stands under a heading, up to the next of its level or above; where that begins with a list, the list.
    private mutating func readSection(_ index: Int, level: Int) {
        let rest = page.blocks[(index + 1)...]
        let all = rest.prefix { block in
            if case .heading(let other) = block.kind { other > level } else { true }
        }
        let items = all.prefix { $0.kind == .listItem }
        let body = items.isEmpty ? all : items
        guard let first = body.first, let last = body.last else { return }
        let terms = ColumnQuery.terms(page.tokens[page.tokens(in: page.blocks[index].range)])
        add(terms, first.range.lowerBound..<last.range.upperBound, .section)
    }

    /// Cells with a label and an answer in them, rows of figures, and pairs of cells.
    private mutating func read(cells: [Range<Int>]) {
        defer { table.add(cells, in: page) }
        if let crossed = table.crossed(cells, in: page) {
            for (terms, cell, position) in crossed { add(terms, cell, position) }
            return
        }
        var isAnswer = false
        for (place, cell) in cells.enumerated() where page.trimmed(cell) != nil {
            let tokens = page.tokens(in: cell)
            let labels = labels(of: tokens)
            if !labels.isEmpty { read(line: tokens, below: nil, next: nil) }
            // A field that is filled in is no label of its neighbour.
            let isFilled = labels.last.map { $0.separator.upperBound < tokens.upperBound } ?? false
            defer { isAnswer = !isFilled && !isAnswer }
            guard !isAnswer, !isFilled, place + 1 < cells.count, cells.count <= 4 || labels.count == 1,
                page.tokens[tokens].count(where: { $0.kind == .word }) <= Self.longestLabel
            else { continue }
            let about = table.persons(of: place, among: cells.count)
            add(ColumnQuery.terms(page.tokens[tokens]), cells[place + 1], .beside, about: about)
        }
    }

    /// - Parameter about: whom the label is about, where that isn't who its part of the form is about.
    mutating func add(
        _ terms: Set<String>,
        _ value: Range<Int>,
        _ position: FormEntry.Position,
        about: Set<String> = []
    ) {
        guard !terms.isEmpty, !value.isEmpty else { return }
        let about = about.isEmpty ? person : about
        entries.append(FormEntry(label: terms, person: about, page: number, value: value, position: position))
    }
}
