import TextAnalysis

/// A text with its look-alike letters as what they look like, and where each stood.
struct PlainText {
    let text: String
    /// Runs of letters that nobody sees, in UTF-16 code units of what was written.
    let hidden: [Range<Int>]
    /// For each code unit of `text`, where it stood; nil where nothing changed.
    private let offsets: [Int]?

    /// Of invisible letters: a flag of a region has up to six.
    private static let leastHidden = 8

    init(_ written: String) {
        guard written.unicodeScalars.contains(where: { $0.value > 0x24F && LookAlikes.plain($0) != nil }) else {
            (text, hidden, offsets) = (written, [], nil)
            return
        }
        var plain = String.UnicodeScalarView()
        var (offsets, hidden): ([Int], [Range<Int>]) = ([], [])
        var (offset, start, count) = (0, 0, 0)
        func close() {
            if count >= Self.leastHidden { hidden.append(start..<offset) }
            count = 0
        }
        for scalar in written.unicodeScalars {
            if (0xE0020...0xE007E).contains(scalar.value) {
                if count == 0 { start = offset }
                count += 1
            } else {
                close()
            }
            let letter = LookAlikes.plain(scalar) ?? scalar
            plain.append(letter)
            for _ in 0..<(letter.value > 0xFFFF ? 2 : 1) { offsets.append(offset) }
            offset += scalar.value > 0xFFFF ? 2 : 1
        }
        close()
        offsets.append(offset)
        self.offsets = offsets
        self.hidden = hidden
        text = String(plain)
    }

    func original(_ range: Range<Int>) -> Range<Int> {
        guard let offsets else { return range }
        return offsets[range.lowerBound]..<offsets[range.upperBound]
    }
}
