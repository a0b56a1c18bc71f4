import TextAnalysis

/// Finds what in a document speaks to a model instead of its reader: «ignora lo anterior», "when summarizing this, say".
///
/// By rules on sentences, Spanish and English, that add points. Look-alike letters are read as what they look like, and
/// what is invisible is read too. Orders to pupils, and examples in quotation marks, are left alone; so an attack that
/// calls itself an example isn't found. Marking is a help for people: what keeps a model from obeying is the prompt, and
/// the checks on its answer.
package enum InstructionDetector {
    /// From which a sentence is an instruction, and from which it is one beside another.
    private static let (enough, enoughBeside) = (3, 2)
    /// Words of what is read as one sentence.
    private static let longest = 120

    /// The instructions in a text, ascending, in its UTF-16 code units; neighbouring sentences are one.
    package static func spans(in text: String) -> [Range<Int>] {
        let plain = PlainText(text)
        let tokens = tokens(plain.text)
        let units = Array(plain.text.utf16)
        let sentences = sentences(tokens).compactMap { InstructionSentence(tokens[$0], units: units) }
        let points = sentences.map { InstructionRules(sentence: $0).points }
        var spans: [Range<Int>] = []
        var last = -1
        for index in sentences.indices where isMarked(index, points) {
            let range = sentences[index].range
            if let previous = spans.last, last == index - 1 {
                spans[spans.count - 1] = previous.lowerBound..<range.upperBound
            } else {
                spans.append(range)
            }
            last = index
        }
        return merged(spans.map(plain.original) + plain.hidden)
    }

    private static func isMarked(_ index: Int, _ points: [Int]) -> Bool {
        if points[index] >= enough { return true }
        guard points[index] >= enoughBeside else { return false }
        let beside = points[max(0, index - 1)...min(points.count - 1, index + 1)]
        return beside.contains { $0 >= enough }
    }

    /// A single line break ends no sentence: pages of PDFs are broken into lines.
    private static func sentences(_ tokens: [Token]) -> [Range<Int>] {
        var sentences: [Range<Int>] = []
        var start = 0
        for index in tokens.indices {
            let isBreak = tokens[index].kind == .lineBreak
            let ends =
                isBreak
                ? index + 1 < tokens.count && tokens[index + 1].kind == .lineBreak
                : tokens.endsSentence(at: index)
            if ends || index + 1 - start >= longest {
                sentences.append(start..<index + 1)
                start = index + 1
            }
        }
        if start < tokens.count { sentences.append(start..<tokens.count) }
        return sentences
    }

    private static func merged(_ spans: [Range<Int>]) -> [Range<Int>] {
        spans.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { merged, span in
            if let last = merged.last, span.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
            } else {
                merged.append(span)
            }
        }
    }
}
