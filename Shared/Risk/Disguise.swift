import TextAnalysis

/// Words written so that no filter reads them: `su1c1darme`, `m@tarme`, `s*icidio`, `s u i c i d i o`.
enum Disguise {
    struct Spelling {
        /// With `*` for a letter that can't be told.
        var text: String
        /// The token after its last.
        var end: Int
    }

    private static let separators: Set<String> = [".", "-", "_", "*", "·", "/"]
    /// Tokens of a disguised word, at most.
    private static let longest = 28
    /// Of letters that stand apart; fewer are initials or the letters of an exercise.
    private static let fewestApart = 5
    private static let mostApart = 14

    /// What the tokens from `start` on may spell, the longest first.
    static func spellings(_ tokens: [Token], from start: Int) -> [Spelling] {
        guard start + 1 < tokens.count, tokens[start].kind == .word else { return [] }
        return tokens[start].text.utf8.count == 1
            ? apart(tokens, from: start) : tokens[start + 1].followsSpace ? [] : mixed(tokens, from: start)
    }

    /// Letters with figures and signs for some of them.
    private static func mixed(_ tokens: [Token], from start: Int) -> [Spelling] {
        var spelling = Spelling(text: tokens[start].text, end: start + 1)
        var text = spelling.text
        for index in start + 1..<min(tokens.count, start + longest) {
            let token = tokens[index]
            guard !token.followsSpace, let part = token.kind == .word ? token.text : spelt(token.text) else { break }
            text += part
            // A sign at the end is no letter.
            if token.kind != .symbol { spelling = Spelling(text: text, end: index + 1) }
        }
        return spelling.end > start + 1 && spelling.text.utf8.count > 3 ? [spelling] : []
    }

    /// Letters with a space, a hyphen or the like after each.
    private static func apart(_ tokens: [Token], from start: Int) -> [Spelling] {
        if !tokens[start + 1].followsSpace, tokens[start + 1].kind != .word,
            let one = mixed(tokens, from: start).first
        {
            return [one]
        }
        var found: [Spelling] = []
        var text = ""
        var count = 0
        var index = start
        while index < tokens.count, count < mostApart {
            let token = tokens[index]
            if count > 0, separators.contains(token.text) {
                index += 1
                continue
            }
            guard token.text.utf8.count == 1 else { break }
            guard let letter = token.kind == .word ? token.text : spelt(token.text) else { break }
            text += letter
            count += 1
            index += 1
            if count >= fewestApart { found.append(Spelling(text: text, end: index)) }
        }
        return found.reversed()
    }

    private static func spelt(_ text: String) -> String? {
        var result = ""
        for sign in text.unicodeScalars {
            guard let letter = letter(for: sign) else { return nil }
            result.unicodeScalars.append(letter)
        }
        return result
    }

    private static func letter(for sign: Unicode.Scalar) -> Unicode.Scalar? {
        switch sign {
        case "0": "o"
        case "1", "!", "|": "i"
        case "3": "e"
        case "4", "@": "a"
        case "5", "$": "s"
        case "7": "t"
        case "*": "*"
        default: nil
        }
    }
}
