import TextAnalysis

/// Words in capitals, which are read as a raised voice. Alone they are too little to stand out.
enum Shouting {
    static let weight = 0.5
    private static let shortestWord = 3
    private static let fewestWords = 3

    /// The first run of words in capitals, in UTF-16 code units.
    static func range(in tokens: [Token], of text: String) -> Range<Int>? {
        let candidates = tokens.count { $0.kind == .word && $0.isCapitalized && $0.range.count >= shortestWord }
        guard candidates >= fewestWords else { return nil }
        let units = Array(text.utf16)
        var run: [Token] = []
        for token in tokens where token.kind == .word {
            if token.isCapitalized, token.range.count >= shortestWord, isInCapitals(units[token.range]) {
                run.append(token)
            } else if token.range.count >= shortestWord {
                if run.count >= fewestWords { break }
                run = []
            }
        }
        guard run.count >= fewestWords, let first = run.first, let last = run.last else { return nil }
        return first.range.lowerBound..<last.range.upperBound
    }

    private static func isInCapitals(_ word: ArraySlice<UInt16>) -> Bool {
        // Most words have a small letter without an accent.
        !word.contains { (0x61...0x7A).contains($0) }
            && String(decoding: word, as: UTF16.self).allSatisfy(\.isUppercase)
    }
}
