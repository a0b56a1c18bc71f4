/// Words broken by hyphens, dots or stars between their syllables: `ig-no-ra`, `in.struc.cio.nes`.
enum BrokenWords {
    private static let marks: Set<Character> = ["-", ".", "*", "·", "_", "~", "+", "\u{2010}", "\u{2011}"]

    /// The text with such words whole; nothing where none is broken twice.
    static func undone(_ text: String) -> String? {
        var changed = false
        let words = text.split(omittingEmptySubsequences: false, whereSeparator: \.isWhitespace).map { word -> String in
            let parts = word.split(whereSeparator: marks.contains)
            guard parts.count > 2, parts.allSatisfy({ $0.allSatisfy(\.isLetter) }) else { return String(word) }
            changed = true
            return parts.joined()
        }
        return changed ? words.joined(separator: " ") : nil
    }
}
