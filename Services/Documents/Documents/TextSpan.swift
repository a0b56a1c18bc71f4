/// A part of a page's text, in UTF-16 code units from its beginning, as pages count them.
struct TextSpan: Codable, Hashable, Sendable {
    let start: Int
    /// After the last unit.
    let end: Int

    init(start: Int, end: Int) {
        (self.start, self.end) = (start, end)
    }

    init(_ range: Range<Int>) {
        self.init(start: range.lowerBound, end: range.upperBound)
    }

    var range: Range<Int> { start..<max(start, end) }
}
