/// Puts the words of a printed page together to lines, blocks and its text, while it keeps where each stands.
struct WordBoxes {
    struct Box {
        var text: String
        var left: Float
        var top: Float
        var right: Float
        var bottom: Float

        var height: Float { bottom - top }
    }

    typealias Line = [Box]

    /// Times the height of the page's usual letters from which a short block is a heading of level 1, 2, 3.
    private static let headingHeights: [Float] = [1.6, 1.3, 1.12]
    private static let longestHeading = 160

    private var text = ""
    private var blocks: [Block] = []
    private var words: [Word] = []
    /// Whether the last word goes on in the next line.
    private var joinsNext = false
    private let usualHeight: Float
    private let turn: TextTurn

    /// - Parameter page: the lines of its blocks, in reading order.
    init(_ page: [[Line]]) {
        let turn = TextTurn(of: page.joined())
        let page = page.map { $0.map { $0.map(turn.upright) } }
        self.turn = turn
        usualHeight = Self.median(of: page.joined().joined())
        var rest = page.map { $0.filter { !$0.isEmpty } }.filter { !$0.isEmpty }[...]
        while let block = rest.first {
            let row = rest.prefix(Self.cells(at: rest))
            // A bullet that stands far from its text is no cell.
            let isItem = row.count == 2 && Self.isBullet(block[0])
            if row.count > 1, !isItem {
                addRow(row)
                rest = rest.dropFirst(row.count)
            } else {
                var paragraph = isItem ? [row.flatMap { $0[0] }] : block
                rest = rest.dropFirst(row.count)
                while let next = rest.first, Self.cells(at: rest) == 1, Self.goesOn(paragraph, with: next) {
                    paragraph += next
                    rest = rest.dropFirst()
                }
                add(paragraph)
            }
        }
    }

    func page(number: Int, size: Size, isRecognised: Bool = false) -> Page {
        Page(number: number, text: text, blocks: blocks, words: words, size: size, isRecognised: isRecognised)
    }

    /// How many blocks from here on stand side by side, each of one line: the cells of a table.
    private static func cells(at blocks: ArraySlice<[Line]>) -> Int {
        guard let first = blocks.first, first.count == 1, let height = first[0].first?.height else { return 1 }
        var (count, right) = (1, first[0][first[0].count - 1].right)
        for block in blocks.dropFirst() {
            guard block.count == 1, let next = block[0].first, next.left > right,
                abs(next.top - first[0][0].top) < height / 3, abs(next.height - height) < height / 3
            else { break }
            (count, right) = (count + 1, block[0][block[0].count - 1].right)
        }
        return count
    }

    /// Whether a block is more of a paragraph: poppler ends it where lines are set wide.
    private static func goesOn(_ paragraph: [Line], with next: [Line]) -> Bool {
        guard let last = paragraph.last, let box = last.first, let end = last.last?.text.last, let start = next[0].first
        else { return false }
        let (height, gap) = (box.height, start.top - box.bottom)
        return !".:;!?".contains(end) && !isItem(next[0]) && abs(start.height - height) < height / 10
            && abs(start.left - box.left) < height && gap > -height / 2 && gap < height * 0.6
    }

    private mutating func addRow(_ cells: ArraySlice<[Line]>) {
        if !blocks.isEmpty { text += "\n" }
        let start = text.utf8.count
        var spans: [Span] = []
        for cell in cells {
            if !spans.isEmpty { text += "\t" }
            let begin = text.utf8.count
            append(cell[0])
            spans.append(Span(start: begin, end: text.utf8.count))
        }
        blocks.append(Block(kind: .row(cells: spans), span: Span(start: start, end: text.utf8.count)))
    }

    private mutating func add(_ lines: [Line]) {
        if let level = headingLevel(lines) { return append(lines[...], .heading(level: level)) }
        // A list may come as one block: each of its marks begins an item.
        var start = 0
        for index in lines.indices.dropFirst() where Self.isItem(lines[index]) {
            addText(lines[start..<index])
            start = index
        }
        addText(lines[start...])
    }

    /// A paragraph, or an item without its bullet.
    private mutating func addText(_ lines: ArraySlice<Line>) {
        guard let first = lines.first, let mark = first.first?.text, Self.isItem(first) else {
            return append(lines, .paragraph)
        }
        let isBullet = ListMark.content(of: Substring(mark + " x"))?.text == "x"
        append((isBullet ? [Line(first.dropFirst())] : [first]) + lines.dropFirst(), .listItem(level: 1))
    }

    private mutating func append(_ lines: ArraySlice<Line>, _ kind: Block.Kind) {
        if !blocks.isEmpty { text += "\n" }
        let start = text.utf8.count
        for (number, line) in zip(lines.indices, lines) {
            append(line)
            guard number < lines.endIndex - 1 else { break }
            if Self.isDivided(line[line.count - 1].text, before: lines[number + 1][0].text) {
                joinsNext = true
                text.removeLast()
            } else {
                text += " "
            }
        }
        blocks.append(Block(kind: kind, span: Span(start: start, end: text.utf8.count)))
    }

    /// A word that is cut at the end of its line is one word in the text, and has two boxes of the same span.
    private mutating func append(_ line: Line) {
        for (place, box) in line.enumerated() {
            if place > 0 { text += " " }
            var start = text.utf8.count
            text += box.text
            if joinsNext, let head = words.popLast() {
                start = head.span.start
                words.append(Word(head, span: Span(start: start, end: text.utf8.count)))
            }
            joinsNext = false
            words.append(Word(turn.placed(box), span: Span(start: start, end: text.utf8.count)))
        }
    }

    private static func isDivided(_ word: String, before next: String) -> Bool {
        guard let mark = word.last, mark == "-" || mark == "\u{AD}" || mark == "\u{2010}" else { return false }
        return word.dropLast().last?.isLetter == true && next.first?.isLowercase == true
    }

    private func headingLevel(_ lines: [Line]) -> Int? {
        let boxes = lines.joined()
        guard lines.count <= 3, usualHeight > 0, boxes.reduce(0, { $0 + $1.text.count }) <= Self.longestHeading,
            boxes.contains(where: { $0.text.contains(where: \.isLetter) })
        else { return nil }
        let height = Self.median(of: boxes)
        return Self.headingHeights.firstIndex { height >= $0 * usualHeight }.map { $0 + 1 }
    }

    private static func isBullet(_ line: Line) -> Bool {
        // A dash may be all that a cell says.
        line.count == 1 && line[0].text.utf8.count > 1 && line[0].text != "–"
            && ListMark.content(of: Substring(line[0].text + " x"))?.text == "x"
    }

    private static func isItem(_ line: Line) -> Bool {
        guard line.count > 1, let mark = line.first?.text else { return false }
        return ListMark.content(of: Substring(mark + " x")) != nil
    }

    private static func median(of boxes: some Sequence<Box>) -> Float {
        let heights = boxes.map(\.height).sorted()
        return heights.isEmpty ? 0 : heights[heights.count / 2]
    }
}

extension Word {
    fileprivate init(_ box: WordBoxes.Box, span: Span) {
        self.init(span: span, left: box.left, top: box.top, right: box.right, bottom: box.bottom)
    }

    fileprivate init(_ word: Word, span: Span) {
        self.init(span: span, left: word.left, top: word.top, right: word.right, bottom: word.bottom)
    }
}
