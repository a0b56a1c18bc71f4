import TextAnalysis

extension PageText {
    /// A printed page as a person sees it: what stands side by side is a row, and a line that ends early has ended.
    ///
    /// Converters join the lines of a block to one paragraph, which is right for reading and hides a form's lines.
    init(printed page: StoredPage) {
        let lines = PrintedLines(page)
        var units = Array(page.text.utf16)
        for (offset, mark) in lines.marks where units.indices.contains(offset) { units[offset] = mark }
        self.init(
            number: page.number,
            text: String(utf16: units[...]),
            blocks: lines.blocks,
            instructions: page.instructions.map(\.range)
        )
    }
}
