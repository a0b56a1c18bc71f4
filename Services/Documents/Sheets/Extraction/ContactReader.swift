import TextAnalysis

/// Finds e-mail addresses and telephone numbers, and leaves them as they are written.
enum ContactReader {
    /// The part of a text is short, so that it is read character by character.
    static func mail(in page: PageText, _ range: Range<Int>) -> Range<Int>? {
        let text = page.slice(range)
        let pattern = #/[A-Za-z0-9][A-Za-z0-9._%+\-]*@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,}/#
        guard let match = text.firstMatch(of: pattern) else { return nil }
        return offsets(of: match.range, in: text, from: range.lowerBound)
    }

    /// Seven digits or more, with what people put between them.
    static func telephone(in page: PageText, _ range: Range<Int>) -> Range<Int>? {
        let text = page.slice(range)
        for match in text.matches(of: #/\+?\(?\d[\d\s().\-]{5,}\d/#) {
            let digits = match.output.count(where: \.isNumber)
            let words = tokens(String(match.output))
            if (7...15).contains(digits), DateReader.first(in: words[...]) == nil {
                return offsets(of: match.range, in: text, from: range.lowerBound)
            }
        }
        return nil
    }

    private static func offsets(of range: Range<String.Index>, in text: String, from start: Int) -> Range<Int> {
        let lower = text.utf16.distance(from: text.startIndex, to: range.lowerBound)
        let upper = text.utf16.distance(from: text.startIndex, to: range.upperBound)
        return start + lower..<start + upper
    }
}
