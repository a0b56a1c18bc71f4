import TextAnalysis

/// Finds a time of day, and leaves it as it is written: `17:30`, `8.15`.
enum TimeReader {
    static func first(in page: PageText, _ range: Range<Int>) -> Range<Int>? {
        let places = page.tokens(in: range)
        for index in places {
            let token = page.tokens[index]
            guard token.kind == .number else { continue }
            // One token, «8.15», where a word says that it is a time.
            let parts = token.text.split(separator: ".")
            if isTime(parts.map(String.init)), places.contains(index + 1), hours.contains(page.tokens[index + 1].text) {
                return token.range
            }
            guard places.contains(index + 2), page.tokens[index + 1].text == ":" else { continue }
            let minutes = page.tokens[index + 2]
            if !minutes.followsSpace, isTime([token.text, minutes.text]) {
                return token.range.lowerBound..<minutes.range.upperBound
            }
        }
        return nil
    }

    private static func isTime(_ parts: [String]) -> Bool {
        guard parts.count == 2, parts[1].utf8.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]) else {
            return false
        }
        return (0...24).contains(hour) && (0...59).contains(minute)
    }

    private static let hours: Set<String> = ["h", "hs", "hrs", "horas"]
}
