import TextAnalysis

extension FactGuard {
    /// Groups of digits with nothing but marks and single spaces between them are one number.
    mutating func withoutNumbers(_ text: String) -> String {
        var ranges: [Range<String.Index>] = []
        var start: String.Index?
        var end = text.startIndex
        var gap = 0
        func close() {
            if let begin = start, !numbers.contains(Self.digits(text[begin..<end]).joined()) {
                ranges.append(begin..<end)
            }
            start = nil
        }
        var listed = text.startIndex
        for index in text.indices {
            let character = text[index]
            if start == nil, let end = Self.listMarkEnd(at: index, in: text) { listed = end }
            guard index >= listed else { continue }
            if character.isNumber {
                start = start ?? index
                end = text.index(after: index)
                gap = 0
            } else if start != nil, gap < 3, " -./()+\u{2013}\u{00A0}".contains(character) {
                gap += 1
            } else {
                close()
            }
        }
        close()
        return remove(ranges, from: text)
    }

    /// «1.» or «2)» at the beginning of a line counts, and tells nothing.
    private static func listMarkEnd(at index: String.Index, in text: String) -> String.Index? {
        guard text[index].isNumber, text[..<index].last(where: { !" *-_".contains($0) })?.isNewline ?? true else {
            return nil
        }
        let digits = text[index...].prefix(while: \.isNumber)
        let rest = text[digits.endIndex...]
        guard digits.count < 3, let mark = rest.first, ".)".contains(mark) else { return nil }
        return rest.dropFirst().first?.isWhitespace == true ? digits.endIndex : nil
    }

    /// Telephones, amounts and terms in words.
    mutating func withoutSpelledNumbers(_ text: String) -> String {
        let words = words(text)
        let invented = SpelledNumber.all(of: words, in: text).filter { number in
            let phrase = words[number.words].map(\.folded).joined(separator: " ")
            return number.isTelling && !numbers.contains(number.digits) && !self.text.contains(" \(phrase) ")
        }
        return remove(
            invented.map { words[$0.words.lowerBound].range.lowerBound..<words[$0.words.upperBound].range.upperBound },
            from: text
        )
    }

    static func digits(_ text: some StringProtocol) -> [String] {
        text.split { !$0.isNumber }.map { group in
            group.map { $0.wholeNumberValue.map(String.init) ?? String($0) }.joined()
        }
    }
}
