import TextAnalysis

/// Reads the first number of a text: `1.234,5`, `1,234.5`, `$ 12 500`, `8/10` (8), «nueve». As it is kept: `1234.5`.
package enum NumberReader {
    static func first(in tokens: ArraySlice<Token>) -> (value: String, range: Range<Int>)? {
        for index in tokens.indices {
            let token = tokens[index]
            if token.kind == .number, let (value, end) = joined(index, tokens) {
                let isNegative = index > tokens.startIndex && isMinus(tokens[index - 1], before: token)
                let start = isNegative ? tokens[index - 1].range.lowerBound : token.range.lowerBound
                return ((isNegative ? "-" : "") + value, start..<tokens[end - 1].range.upperBound)
            }
            if token.kind == .word, let (value, end) = SpanishNumber.below100(at: index, in: tokens) {
                return ("\(value)", token.range.lowerBound..<tokens[end - 1].range.upperBound)
            }
        }
        return nil
    }

    static func isNumber(_ token: Token) -> Bool { token.kind == .number || SpanishNumber.isWord(token.text) }

    /// A number as somebody typed it alone.
    package static func value(_ text: String) -> String? {
        let tokens = tokens(text)
        return first(in: tokens[...])?.value
    }

    /// `12 500` is one number: groups of three digits after at most three.
    private static func joined(_ index: Int, _ tokens: ArraySlice<Token>) -> (String, end: Int)? {
        var digits = tokens[index].text
        var end = index + 1
        if digits.utf8.count <= 3, digits.allSatisfy(\.isNumber) {
            while end < tokens.endIndex, tokens[end].kind == .number, tokens[end].followsSpace,
                tokens[end].range.lowerBound == tokens[end - 1].range.upperBound + 1,
                tokens[end].text.prefix(while: \.isNumber).utf8.count == 3
            {
                digits += tokens[end].text
                end += 1
            }
        }
        return canonical(digits).map { ($0, end) }
    }

    /// - Parameter written: digits, points and commas. A single mark before three digits parts thousands.
    static func canonical(_ written: String) -> String? {
        let marks = written.filter { $0 == "." || $0 == "," }
        guard let last = marks.last else { return trimmed(written, "") }
        let isDecimal: Bool
        if Set(marks).count == 2 {
            // «1.234.567,8»: the mark that comes last parts the decimals, and stands once.
            guard marks.count(where: { $0 == last }) == 1 else { return nil }
            isDecimal = true
        } else if marks.count > 1 {
            isDecimal = false
        } else {
            let parts = written.split(separator: last, omittingEmptySubsequences: false)
            isDecimal = parts[1].utf8.count != 3 || parts[0].utf8.count > 3 || parts[0] == "0"
        }
        guard isDecimal, let place = written.lastIndex(of: last) else {
            let groups = written.split(whereSeparator: { $0 == "." || $0 == "," })
            guard groups.dropFirst().allSatisfy({ $0.utf8.count == 3 }) else { return nil }
            return trimmed(groups.joined(), "")
        }
        return trimmed(written[..<place].filter(\.isNumber), String(written[written.index(after: place)...]))
    }

    private static func trimmed(_ whole: String, _ decimals: String) -> String? {
        guard whole.utf8.count + decimals.utf8.count <= 18, (whole + decimals).allSatisfy(\.isASCII) else { return nil }
        let significant = whole.drop { $0 == "0" }
        let kept = decimals.reversed().drop { $0 == "0" }.reversed()
        return (significant.isEmpty ? "0" : String(significant)) + (kept.isEmpty ? "" : "." + String(kept))
    }

    private static func isMinus(_ sign: Token, before number: Token) -> Bool {
        ["-", "−"].contains(sign.text) && sign.followsSpace && !number.followsSpace
    }
}
