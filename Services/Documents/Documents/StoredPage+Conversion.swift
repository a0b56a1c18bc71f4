import Conversion

extension StoredPage {
    /// What a converter read, whose offsets are bytes.
    ///
    /// - Parameter instructions: finds where a text tells a machine what to do.
    init(_ page: Conversion.Page, of document: String, instructions: (String) -> [TextSpan]) {
        let offsets = CodeUnitOffsets(page.text)
        self.init(
            document: document,
            number: page.number,
            text: page.text,
            blocks: page.blocks.map { PageBlock($0, offsets) },
            words: page.words.map { word in
                PageWord(
                    span: offsets.span(word.span),
                    left: word.left,
                    top: word.top,
                    right: word.right,
                    bottom: word.bottom
                )
            },
            size: page.size,
            isRecognised: page.isRecognised,
            instructions: page.text.isEmpty ? [] : instructions(page.text),
            fault: page.fault
        )
    }
}

extension PageBlock {
    fileprivate init(_ block: Conversion.Block, _ offsets: CodeUnitOffsets) {
        let span = offsets.span(block.span)
        switch block.kind {
        case .heading(let level): self.init(kind: .heading, level: level, span: span)
        case .paragraph: self.init(kind: .paragraph, span: span)
        case .listItem(let level): self.init(kind: .listItem, level: level, span: span)
        case .row: self.init(kind: .row, span: span)
        }
    }
}

/// From bytes of UTF-8 to code units of UTF-16 in one text.
private struct CodeUnitOffsets {
    /// For each byte; none where all are ASCII, and both count alike.
    private let units: [Int32]

    init(_ text: String) {
        let bytes = text.utf8
        guard bytes.contains(where: { $0 >= 0x80 }) else {
            units = []
            return
        }
        var (units, count) = ([Int32](), Int32(0))
        units.reserveCapacity(bytes.count + 1)
        for byte in bytes {
            units.append(count)
            // A character ends where the next byte begins another: counted at its first, two units for four bytes.
            if byte & 0xC0 != 0x80 { count += byte >= 0xF0 ? 2 : 1 }
        }
        units.append(count)
        self.units = units
    }

    func span(_ span: Conversion.Span) -> TextSpan {
        guard !units.isEmpty else { return TextSpan(start: span.start, end: span.end) }
        return TextSpan(start: unit(span.start), end: unit(span.end))
    }

    private func unit(_ byte: Int) -> Int { Int(units[min(max(0, byte), units.count - 1)]) }
}
