/// Figures and signs for letters: `1gn0r4` → `ignora`.
enum Leetspeak {
    private static let letters: [Character: Character] = [
        "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i", "|": "i", "8": "b",
        "€": "e",
    ]

    /// The text with such words in letters; nothing where it has none.
    static func undone(_ text: String) -> String? {
        var undone = ""
        var changes = 0
        for word in text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == " " || $0 == "\n" }) {
            if isDisguised(word) {
                undone += String(word.map { letters[$0] ?? $0 })
                changes += 1
            } else {
                undone += word
            }
            undone.append(" ")
        }
        return changes == 0 ? nil : undone
    }

    /// Letters with signs before or among them; `500mg` and `COVID-19` have theirs at one side.
    private static func isDisguised(_ word: Substring) -> Bool {
        guard word.utf8.count > 2, word.contains(where: \.isLetter) else { return false }
        var changes = 0
        var seenSign = false
        var wasLetter = false
        for character in word {
            let isLetter = character.isLetter
            if letters[character] != nil { seenSign = true }
            if isLetter, !wasLetter, seenSign { changes += 1 }
            wasLetter = isLetter
        }
        return changes > 0
    }
}
