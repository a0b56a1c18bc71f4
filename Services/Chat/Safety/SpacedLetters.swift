/// Letters set apart: `i g n o r a`, `i-g-n-o-r-e`, `i.g.n.o.r.a`.
enum SpacedLetters {
    private static let leastLetters = 4

    /// The text with such runs drawn together; nothing where it has none.
    static func undone(_ text: String) -> String? {
        let characters = Array(text)
        var undone = ""
        var index = 0
        var changed = false
        while index < characters.count {
            let run = letters(from: index, in: characters)
            if run.letters.count >= leastLetters {
                undone += run.letters + " "
                index = run.end
                changed = true
            } else {
                undone.append(characters[index])
                index += 1
            }
        }
        return changed ? undone : nil
    }

    /// Single letters with one same sign between them; more than one ends the word.
    private static func letters(from start: Int, in characters: [Character]) -> (letters: String, end: Int) {
        guard start == 0 || !characters[start - 1].isLetter else { return ("", start) }
        var letters = ""
        var index = start
        var separator: Character?
        while index < characters.count, isLetter(characters[index]) {
            let next = index + 1
            letters.append(characters[index])
            guard next < characters.count else { return (letters, next) }
            if isLetter(characters[next]) { return (String(letters.dropLast()), index) }
            guard separator == nil || separator == characters[next], " .-_*/".contains(characters[next]) else {
                return (letters, next)
            }
            separator = characters[next]
            index = next + 1
        }
        return (letters, index)
    }

    private static func isLetter(_ character: Character) -> Bool { character.isLetter || character.isNumber }
}
