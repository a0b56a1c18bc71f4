import Conversion

/// The lines of a printed page, by where its words stand.
struct PrintedLines {
    private struct Line {
        var cells: [[PageWord]]
        /// Where the letters of its column may reach.
        var edge: Float = 0

        var words: [PageWord] { cells.flatMap { $0 } }
    }

    /// Times a word's height: a gap that parts fields wherever it stands, and one that parts the cells of a table.
    private static let wideGap: Float = 1
    private static let narrowGap: Float = 0.3
    /// Words of a cell that the text has elsewhere: more are a column of prose.
    private static let longestCell = 6

    private(set) var blocks: [PageText.Block] = []
    /// What stands between words instead of a blank: a tab between cells, a line feed where a line has ended.
    private(set) var marks: [(offset: Int, mark: UInt16)] = []

    init(_ page: StoredPage) {
        var lines = Self.lines(of: page.words)
        Self.alignCells(of: &lines)
        let right = page.words.map(\.right).max() ?? 0
        let margin = max(right, (page.size?.width ?? 0) - (page.words.map(\.left).min() ?? 0))
        for place in lines.indices where lines[place].edge == 0 { lines[place].edge = margin }
        var block: Int?
        var last: Line?
        for line in lines {
            guard let first = line.cells.first?.first, let range = Self.range(line.cells[0]) else { continue }
            let owner = page.blocks.firstIndex { $0.span.range.contains(first.span.start) }
            if line.cells.count > 1 {
                addRow(line)
                (block, last) = (nil, nil)
            } else if let owner, owner == block, let before = last, let previous = blocks.popLast() {
                if Self.isEnded(before, by: first) { marks.append((first.span.start - 1, 10)) }
                let end = max(previous.range.upperBound, range.upperBound)
                blocks.append(PageText.Block(kind: previous.kind, range: previous.range.lowerBound..<end))
                last = line
            } else {
                blocks.append(PageText.Block(kind: Self.kind(owner.map { page.blocks[$0] }), range: range))
                (block, last) = (owner, line)
            }
        }
    }

    private mutating func addRow(_ line: Line) {
        let cells = line.cells.compactMap(Self.range)
        var range = cells[0]
        for (cell, words) in zip(cells.dropFirst(), line.cells.dropFirst()) {
            // A row that the text has in pieces is known by its first.
            guard cell.lowerBound == range.upperBound + 1, let first = words.first else { break }
            marks.append((first.span.start - 1, 9))
            range = range.lowerBound..<cell.upperBound
        }
        blocks.append(PageText.Block(kind: .row(cells: cells), range: range))
    }

    /// Words in reading order to lines; what stands beside it in another part of the text joins a line of short cells.
    private static func lines(of words: [PageWord]) -> [Line] {
        var pieces: [[PageWord]] = []
        for word in words {
            guard let last = pieces.last?.last else {
                pieces.append([word])
                continue
            }
            // A divided word has two boxes.
            if last.span == word.span { continue }
            if isBeside(last, word), word.left >= last.right - 1 {
                pieces[pieces.count - 1].append(word)
            } else {
                pieces.append([word])
            }
        }
        var lines: [Line] = []
        for piece in pieces {
            let cells = split(piece, at: wideGap)
            let place = lines.lastIndex { line in
                guard let end = line.cells.last?.last, let start = piece.first else { return false }
                return isBeside(end, start) && start.left > end.right
            }
            guard let place else {
                lines.append(Line(cells: cells))
                continue
            }
            if (lines[place].cells + cells).allSatisfy({ $0.count <= longestCell }) {
                lines[place].cells += cells
            } else {
                // Columns of prose: each has an edge of its own.
                lines[place].edge = lines[place].words.map(\.right).max() ?? 0
                lines.append(Line(cells: cells, edge: piece.last?.right ?? 0))
            }
        }
        return lines
    }

    /// A table's narrow cells are parted where the lines around them, which are wider set, have their columns.
    private static func alignCells(of lines: inout [Line]) {
        var index = 0
        while index < lines.count {
            var end = index
            while end < lines.count, split(lines[end].words, at: narrowGap).count > 1 { end += 1 }
            let count = lines[index..<end].map(\.cells.count).max() ?? 1
            let tables = lines[index..<end].filter { $0.cells.count == count }.map { $0.cells.compactMap(reach) }
            for place in index..<end where lines[place].cells.count < count {
                for columns in tables {
                    let cells = split(lines[place].words, at: narrowGap) { gap in
                        !columns.contains { $0.contains(gap) }
                    }
                    if cells.count == count { lines[place].cells = cells }
                }
            }
            index = max(end, index + 1)
        }
    }

    /// From its left edge to its right one.
    private static func reach(of cell: [PageWord]) -> Range<Float>? {
        guard let first = cell.first, let last = cell.last else { return nil }
        return first.left..<max(first.left, last.right)
    }

    private static func split(
        _ words: [PageWord],
        at width: Float,
        where mayPart: (Float) -> Bool = { _ in true }
    ) -> [[PageWord]] {
        var cells: [[PageWord]] = []
        for word in words {
            if let last = cells.last?.last,
                word.left - last.right <= width * (last.bottom - last.top)
                    || !mayPart((word.left + last.right) / 2)
            {
                cells[cells.count - 1].append(word)
            } else {
                cells.append([word])
            }
        }
        return cells
    }

    /// Whether the next line's first word would have had room.
    private static func isEnded(_ line: Line, by next: PageWord) -> Bool {
        guard let last = line.cells.last?.last else { return true }
        return last.right + (next.right - next.left) + (last.bottom - last.top) / 2 < line.edge
    }

    private static func isBeside(_ one: PageWord, _ other: PageWord) -> Bool {
        let shared = min(one.bottom, other.bottom) - max(one.top, other.top)
        return shared > 0.5 * min(one.bottom - one.top, other.bottom - other.top)
    }

    private static func range(_ words: [PageWord]) -> Range<Int>? {
        guard let start = words.map(\.span.start).min(), let end = words.map(\.span.end).max() else { return nil }
        return start..<end
    }

    private static func kind(_ block: PageBlock?) -> PageText.Block.Kind {
        switch block?.kind {
        case .heading: .heading(level: block?.level ?? 1)
        case .listItem: .listItem
        case .paragraph, .row, nil: .paragraph
        }
    }
}
