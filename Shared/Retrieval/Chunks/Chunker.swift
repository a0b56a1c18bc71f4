import TextAnalysis

/// Cuts a document into chunks along its structure.
///
/// A chunk never crosses a heading or a page, and parts a paragraph, an item or a row only where that alone is longer
/// than a chunk may be: between sentences, or else between words.
package struct Chunker: Sendable {
    /// Words and numbers a chunk may have.
    private let limit: Int

    package init(limit: Int = 300) {
        self.limit = max(1, limit)
    }

    /// - Parameter blocks: of the text, ascending, without overlaps.
    package func chunks(of text: String, blocks: [Block]) -> [Chunk] {
        var assembly = ChunkAssembly(Array(text.utf16), limit: limit)
        for block in blocks where !block.range.isEmpty {
            let tokens = tokens(assembly.slice(block.range))
            let words = tokens.count(where: \.isCounted)
            if case .heading(let level) = block.kind {
                assembly.open(heading: block, level: level)
            } else if words <= limit {
                assembly.append(block, words: words)
            } else {
                for (range, words) in parts(of: tokens, within: block.range) {
                    assembly.append(Block(block.kind, range: range, page: block.page), words: words)
                }
            }
        }
        return assembly.finish()
    }

    /// Runs of whole sentences, as many in each as fit.
    private func parts(of tokens: [Token], within range: Range<Int>) -> [(Range<Int>, words: Int)] {
        var parts: [(Range<Int>, words: Int)] = []
        var sentence = 0
        var words = 0
        var start = 0
        var end = 0
        func close() {
            if end > start { parts.append((range.lowerBound + start..<range.lowerBound + end, words)) }
            start = end
            words = 0
        }
        for (index, token) in tokens.enumerated() {
            let next = index + 1 < tokens.count ? tokens[index + 1].range.lowerBound : range.count
            if token.isCounted { sentence += 1 }
            guard tokens.endsSentence(at: index) || sentence == limit || index + 1 == tokens.count else { continue }
            if words + sentence > limit { close() }
            words += sentence
            sentence = 0
            end = next
        }
        close()
        return parts
    }
}

extension Token {
    fileprivate var isCounted: Bool { kind == .word || kind == .number }
}
