import TextAnalysis

/// Looks for what a model says in the passage that it cites: what doesn't stand there has no source.
struct AnswerCheck {
    let document: String
    let passages: DocumentPassages

    /// Words that may stand between two words of a value, as the marks of a list do.
    private static let widestGap = 3

    /// - Returns: nil for what the column can't hold.
    func cell(_ entry: ModelAnswer.Entry, for column: SheetColumn) -> FilledCell? {
        guard let value = try? column.checked(entry.value) else { return nil }
        guard let passage = entry.passage.flatMap({ passages[$0] }) else {
            return FilledCell(state: .unsourced, content: CellContent(value: value, source: nil))
        }
        let page = passages.pages[passage.page]
        let quote = entry.quote.flatMap { Self.place(of: $0, in: page, passage.range, gap: 1) }
        let found =
            quote.flatMap { place(of: value, column, in: page, $0) }
            ?? place(of: value, column, in: page, passage.range)
        let isSourced = found != nil || (column.type == .yesNo && quote != nil)
        let source = (found ?? quote).map { range in
            CellContent.Source(
                documentID: document,
                page: page.number,
                start: range.lowerBound,
                end: range.upperBound,
                text: page.slice(range),
                chunkID: nil
            )
        }
        return FilledCell(
            state: isSourced ? .sourced : .unsourced,
            content: CellContent(value: value, source: source)
        )
    }

    private func place(of value: String, _ column: SheetColumn, in page: PageText, _ range: Range<Int>) -> Range<Int>? {
        let tokens = page.tokens[page.tokens(in: range)]
        switch column.type {
        case .date:
            return DateReader.all(in: tokens).first { $0.value == value }?.range
        case .number:
            return tokens.indices.lazy.compactMap { NumberReader.first(in: tokens[$0...]) }.first { $0.value == value }?
                .range
        case .choice:
            return ChoiceReader.place(of: value, in: page, range).map(page.range(ofTokens:))
        case .text:
            return Self.place(of: value, in: page, range, gap: Self.widestGap)
        case .yesNo:
            return nil
        }
    }

    /// Where the words of a text stand one after the other, with hardly anything between them.
    static func place(of text: String, in page: PageText, _ range: Range<Int>, gap: Int) -> Range<Int>? {
        let wanted = tokens(text).filter(\.isSaid).map(\.text)
        guard let first = wanted.first else { return nil }
        let places = page.tokens(in: range).filter { page.tokens[$0].isSaid }
        for start in places.indices where page.tokens[places[start]].text == first {
            var last = start
            let rest = wanted.dropFirst().allSatisfy { word in
                let next = places[(last + 1)...].prefix(gap).firstIndex { page.tokens[$0].text == word }
                last = next ?? last
                return next != nil
            }
            if rest { return page.range(ofTokens: places[start]..<places[last] + 1) }
        }
        return nil
    }
}

extension Token {
    fileprivate var isSaid: Bool { kind == .word || kind == .number }
}
