/// The numbers of sources as models write them: `[1]`, `[2, 3]`, `[1-3]`, `[fuente 2]`, `[[3]]`, `【1†L3】`, `(source 4)`.
struct CitationMark {
    /// With the brackets.
    let range: Range<String.Index>
    let numbers: [Int]

    private static let closing: [Character: Character] = [
        "[": "]", "［": "］", "【": "】", "〔": "〕", "⟦": "⟧", "(": ")",
    ]
    private static let names: Set<String> = [
        "fuente", "fuentes", "source", "sources", "ref", "cita", "documento", "doc", "s", "f", "id", "n", "nº", "núm",
    ]
    /// Between brackets.
    private static let longest = 60
    /// Of a run such as `[1-3]`.
    private static let longestRun = 50

    /// Where such brackets may stand: what is behind the last may still become some.
    static func opensMark(_ character: Character) -> Bool { closing[character] != nil }

    /// All in a text, in their order.
    static func all(in text: String) -> [CitationMark] {
        var marks: [CitationMark] = []
        var index = text.startIndex
        while index < text.endIndex {
            if let mark = CitationMark(at: index, in: text) {
                marks.append(mark)
                index = mark.range.upperBound
            } else {
                index = text.index(after: index)
            }
        }
        return marks
    }

    /// Nil where no such mark begins at `start`, or where it isn't complete.
    init?(at start: String.Index, in text: String) {
        guard let close = Self.closing[text[start]] else { return nil }
        let inside = text[text.index(after: start)...]
        guard let end = inside.prefix(Self.longest + 1).firstIndex(of: close) else { return nil }
        let content = inside[..<end]
        guard let numbers = Self.numbers(content, mustBeNamed: close == ")") else { return nil }
        var after = text.index(after: end)
        // `[[1]]` closes as often as it opens.
        for _ in content.prefix(while: { $0 == text[start] }) where after < text.endIndex && text[after] == close {
            after = text.index(after: after)
        }
        // `[1](https://…)` is no link of ours.
        if after < text.endIndex, text[after] == "(", close == "]", let linkEnd = text[after...].firstIndex(of: ")") {
            after = text.index(after: linkEnd)
        }
        range = start..<after
        self.numbers = numbers
    }

    /// Whether brackets are open at `start` that might become a mark with more text.
    static func isUnfinished(at start: String.Index, in text: String) -> Bool {
        guard let close = closing[text[start]] else { return false }
        let inside = text[text.index(after: start)...]
        return inside.count <= longest && !inside.contains(close)
    }

    /// Without a bracket that never closes behind a number: what a model was cut off in.
    static func withoutOpenEnd(_ text: String) -> String {
        guard let open = text.lastIndex(where: { $0 != "(" && opensMark($0) }) else { return text }
        let rest = text[text.index(after: open)...]
        let isCutOff = rest.allSatisfy { $0.isWholeNumber || $0.isWhitespace || ",^".contains($0) }
        return isCutOff ? String(text[..<open]) : text
    }

    private static func numbers(_ content: Substring, mustBeNamed: Bool) -> [Int]? {
        var numbers: [Int] = []
        var isNamed = false
        var isRun = false
        for part in parts(content) {
            switch part {
            case .number(let number):
                if isRun, let first = numbers.last, number > first, number - first <= longestRun {
                    numbers += (first + 1)...number
                } else {
                    numbers.append(number)
                }
                isRun = false
            case .word(let word):
                if names.contains(word) { isNamed = true } else if !["y", "e", "and"].contains(word) { return nil }
            case .run: isRun = true
            case .other: return nil
            }
        }
        return numbers.isEmpty || (mustBeNamed && !isNamed) ? nil : numbers
    }

    private enum Part { case number(Int), word(String), run, other }

    private static func parts(_ content: Substring) -> [Part] {
        var parts: [Part] = []
        var rest = content
        while let character = rest.first {
            if character.isWholeNumber {
                let digits = rest.prefix(while: \.isWholeNumber)
                let value = digits.prefix(9).reduce(0) { $0 * 10 + ($1.wholeNumberValue ?? 0) }
                parts.append(.number(value))
                rest = rest[digits.endIndex...]
            } else if character.isLetter {
                let word = rest.prefix { $0.isLetter }
                parts.append(.word(word.lowercased()))
                rest = rest[word.endIndex...]
            } else {
                if "-–—".contains(character) {
                    parts.append(.run)
                } else if character == "†" {
                    // `†L3-L7`, `†source`: where in it, as some models write.
                    return parts
                } else if !character.isWhitespace, !",;:^#.&/_=№\\[［【〔⟦".contains(character) {
                    parts.append(.other)
                }
                rest = rest.dropFirst()
            }
        }
        return parts
    }
}
