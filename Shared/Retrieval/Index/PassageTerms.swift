/// The terms of a chunk as its index has them: in six runs, words and then compounds of title, heading and body.
///
/// Kept as text, a line a run, so that an index is made anew without reading the chunks again.
package struct PassageTerms: Sendable, Equatable {
    private(set) var runs: [[Substring]]

    /// - Parameter text: as `text` gives it. What is no such text has no terms.
    package init(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        runs = lines.count == 6 ? lines.map { $0.split(separator: " ") } : Array(repeating: [], count: 6)
    }

    init(_ passage: Passage, _ reader: inout TermReader) {
        runs = []
        for text in [passage.title, passage.heading, passage.body] { runs += Self.runs(of: text, &reader) }
    }

    /// The same chunk under another title.
    mutating func replaceTitle(_ title: String, _ reader: inout TermReader) {
        runs.replaceSubrange(0..<2, with: Self.runs(of: title, &reader))
    }

    package var text: String { runs.map { $0.joined(separator: " ") }.joined(separator: "\n") }

    private static func runs(of text: String, _ reader: inout TermReader) -> [[Substring]] {
        reader.read(text)
        return [reader.words.map { $0[...] }, reader.compounds.map { $0[...] }]
    }
}
