/// Reads a model's answer as it comes, sentence by sentence: what leaves here cites nothing that the server didn't number,
/// carries no address of unknown origin, and says of each sentence what supports it.
package struct AnswerReader: Sendable {
    private let judge: SupportJudge
    private let addresses: AddressGuard
    private let boundary: String
    private var splitter = SentenceSplitter()

    /// - Parameter prompt: under which the model writes.
    package init(sources: [CitableSource], question: String, prompt: SourcePrompt) {
        judge = SupportJudge(sources: sources)
        addresses = AddressGuard(sources: sources, question: question)
        boundary = prompt.boundary
    }

    /// - Returns: the sentences that this part of the answer completes.
    package mutating func pass(_ chunk: String) -> [AnswerSentence] {
        splitter.pass(chunk).compactMap(read)
    }

    /// - Returns: what was still open when the answer ended.
    package mutating func finish() -> [AnswerSentence] {
        splitter.finish().compactMap(read)
    }

    /// Nothing of a sentence that has no text beside marks. What draws a table or a block of code stays.
    private func read(_ written: String) -> AnswerSentence? {
        // What repeats the prompt's own marks isn't an answer.
        let plain = CitationMark.withoutOpenEnd(Self.withoutTags(written.replacing(boundary, with: "")))
        var text = ""
        var cited: [Int] = []
        var kept = plain.startIndex
        for mark in CitationMark.all(in: plain) {
            text += Self.closed(plain[kept..<mark.range.lowerBound])
            kept = mark.range.upperBound
            cited += mark.numbers.filter(judge.isKnown)
        }
        text = addresses.checked(kept == plain.startIndex ? plain : Self.joined(text, plain[kept...]))
        let draws = kept == plain.startIndex && text.contains(where: "|-`~=".contains)
        guard draws || text.contains(where: { $0.isLetter || $0.isWholeNumber }) else { return nil }
        let support = judge.support(of: text, citing: cited)
        return AnswerSentence(
            text: text,
            sourceIDs: support.map(String.init),
            needsSource: !support.isEmpty || Self.needsSource(text)
        )
    }

    /// «Se aprobó [1].» leaves no gap before the full stop.
    private static func closed(_ text: Substring) -> String {
        var text = text
        while let last = text.last, last == " " { text.removeLast() }
        return String(text)
    }

    private static func joined(_ text: String, _ rest: Substring) -> String {
        guard let first = rest.first, first.isLetter || first.isWholeNumber else { return text + rest }
        return text + " " + rest
    }

    private static func withoutTags(_ text: String) -> String {
        text.replacing(/<\/?\s*(?:fuente|source|orden|sup)\b[^>\n]*>?/.ignoresCase(), with: "")
    }

    /// A heading, and what leads to a list, states nothing; unless it holds a figure.
    private static func needsSource(_ text: String) -> Bool {
        let line = text.drop(while: \.isWhitespace)
        let end = line.last { !$0.isWhitespace }
        let isFrame = line.hasPrefix("#") || end == ":"
        let isShort = line.split(whereSeparator: \.isWhitespace).count <= 14
        if isFrame, isShort, !line.contains(where: \.isWholeNumber) { return false }
        return SupportJudge.states(text)
    }
}
