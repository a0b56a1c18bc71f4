import TextAnalysis

/// A message cut into tokens, once for all that read its words.
package struct MessageText: Sendable {
    /// Longer messages are read up to here; in UTF-16 code units.
    package static let longest = 100_000

    package let text: String
    package let tokens: [Token]

    package init(_ text: String) {
        self.text = text
        let limit = text.utf16.index(text.startIndex, offsetBy: Self.longest, limitedBy: text.endIndex)
        tokens = TextAnalysis.tokens(limit.map { String(text[..<$0]) } ?? text)
    }
}
