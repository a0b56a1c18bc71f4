/// A sentence of an answer, and what it stands on.
package struct AnswerSentence: Codable, Sendable, Equatable {
    /// With the space behind it, so that all sentences joined are the answer; without the numbers of sources.
    package let text: String
    /// Numbers of sources that the server gave, ascending; empty where none supports the sentence.
    package let sourceIDs: [String]
    /// False for headings and for what leads to a list: they say nothing of their own.
    package let needsSource: Bool

    private enum CodingKeys: String, CodingKey {
        case text, needsSource
        // `source_ids` on the wire.
        case sourceIDs = "sourceIds"
    }

    package init(text: String, sourceIDs: [String], needsSource: Bool = true) {
        self.text = text
        self.sourceIDs = sourceIDs
        self.needsSource = needsSource
    }

    /// The text with its sources behind it: «Se aprobó. [1][3] ».
    package var cited: String {
        guard !sourceIDs.isEmpty else { return text }
        let end = text.lastIndex { !$0.isWhitespace }.map(text.index(after:)) ?? text.startIndex
        return "\(text[..<end]) \(sourceIDs.map { "[\($0)]" }.joined())\(text[end...])"
    }
}
