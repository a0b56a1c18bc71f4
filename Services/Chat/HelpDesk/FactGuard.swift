import TextAnalysis

/// Takes out of a model's text what isn't in the facts: numbers, e-mail and web addresses, and streets.
///
/// Text is judged by sentences, so that what comes in several chunks is seen whole.
package struct FactGuard: Sendable {
    /// Stands where something was taken out.
    static let mark = "…"
    /// Characters after which a sentence is judged though it hasn't ended.
    private static let longest = 2_000

    /// Digits of the facts, also those of neighbouring groups joined as telephones are.
    private var numbers: Set<String> = []
    private var addresses: Set<String> = []
    /// Of all facts, folded, with a space before and after each word.
    private var text = " "
    private var held = ""
    package private(set) var removed = 0

    package init(facts: [String]) {
        for line in facts.flatMap({ $0.split(whereSeparator: \.isNewline) }) {
            let groups = Self.digits(line)
            for start in groups.indices {
                var joined = ""
                for group in groups[start...].prefix(8) {
                    joined += group
                    numbers.insert(joined)
                }
            }
            for token in line.split(whereSeparator: \.isWhitespace) where Self.isAddress(token) {
                addresses.insert(Self.bare(token))
            }
            text += words(String(line)).map { $0.folded + " " }.joined()
        }
    }

    /// - Returns: what may go out now.
    package mutating func pass(_ chunk: String) -> String {
        held += chunk
        guard let end = Self.sentenceEnd(held) ?? (held.count > Self.longest ? held.endIndex : nil) else { return "" }
        let ready = String(held[..<end])
        held = String(held[end...])
        return checked(ready)
    }

    /// - Returns: what is still held when the answer ends.
    package mutating func finish() -> String {
        let rest = held
        held = ""
        return checked(rest)
    }

    /// After the last line, or the last sentence whose end is beyond doubt: not after «Av.» nor after digits.
    private static func sentenceEnd(_ text: String) -> String.Index? {
        var end: String.Index?
        var length = 0
        var isEnding = false
        for index in text.indices {
            let character = text[index]
            if character.isNewline || (isEnding && character.isWhitespace) { end = text.index(after: index) }
            isEnding = ".!?".contains(character) && length > 4
            length = character.isLetter ? length + 1 : 0
        }
        return end
    }

    private mutating func checked(_ text: String) -> String {
        withoutNumbers(withoutStreets(withoutAddresses(text)))
    }

    private mutating func withoutAddresses(_ text: String) -> String {
        var result = ""
        var token = ""
        for character in text {
            if character.isWhitespace {
                result += known(token)
                result.append(character)
                token = ""
            } else {
                token.append(character)
            }
        }
        return result + known(token)
    }

    private mutating func known(_ token: String) -> String {
        guard Self.isAddress(token), !addresses.contains(Self.bare(token)) else { return token }
        removed += 1
        return Self.mark
    }

    private static func isAddress(_ token: some StringProtocol) -> Bool {
        token.contains("@") || token.contains("://") || token.lowercased().contains("www.")
    }

    private static func bare(_ token: some StringProtocol) -> String {
        let isMark = { (character: Character) in !character.isLetter && !character.isNumber }
        return String(token.lowercased().drop(while: isMark).reversed().drop(while: isMark).reversed())
    }

    /// A word for a street and the name after it, where the facts don't say both together.
    private mutating func withoutStreets(_ sentence: String) -> String {
        let words = words(sentence)
        var result = ""
        var kept = sentence.startIndex
        var index = 0
        while index < words.count {
            var last = index
            if Self.streets.contains(words[index].folded) {
                while last + 1 < words.count, Self.areTogether(words[last], words[last + 1], in: sentence),
                    Self.isName(sentence[words[last + 1].range], words[last + 1].folded)
                {
                    last += 1
                }
                while last > index, Self.connectives.contains(words[last].folded) { last -= 1 }
            }
            let phrase = words[index...last].map(\.folded).joined(separator: " ")
            if last > index, !text.contains(" \(phrase) ") {
                result += sentence[kept..<words[index].range.lowerBound] + Self.mark
                kept = words[last].range.upperBound
                removed += 1
            }
            index = last + 1
        }
        return result + sentence[kept...]
    }

    private static func areTogether(_ word: Word, _ next: Word, in sentence: String) -> Bool {
        sentence[word.range.upperBound..<next.range.lowerBound].allSatisfy { $0 == " " || $0 == "." || $0 == "°" }
    }

    private static func isName(_ word: Substring, _ folded: String) -> Bool {
        word.first?.isUppercase == true || word.first?.isNumber == true || connectives.contains(folded)
    }

    private static let streets: Set<String> = [
        "calle", "av", "avda", "avenida", "diagonal", "diag", "ruta", "pasaje", "pje", "bulevar", "boulevard", "bv",
        "camino", "esquina",
    ]
    private static let connectives: Set<String> = ["de", "del", "la", "las", "los", "el", "y", "n"]

    /// Groups of digits with nothing but marks and single spaces between them are one number.
    private mutating func withoutNumbers(_ text: String) -> String {
        var result = ""
        var number = ""
        var gap = ""
        for character in text {
            if character.isNumber {
                number += gap
                number.append(character)
                gap = ""
            } else if !number.isEmpty, gap.count < 3, " -./()+\u{2013}\u{00A0}".contains(character) {
                gap.append(character)
            } else {
                result += knownNumber(number) + gap
                result.append(character)
                (number, gap) = ("", "")
            }
        }
        return result + knownNumber(number) + gap
    }

    private mutating func knownNumber(_ number: String) -> String {
        guard !number.isEmpty, !numbers.contains(Self.digits(number).joined()) else { return number }
        removed += 1
        return Self.mark
    }

    private static func digits(_ text: some StringProtocol) -> [String] {
        text.split { !$0.isNumber }.map { group in
            group.map { $0.wholeNumberValue.map(String.init) ?? String($0) }.joined()
        }
    }
}
