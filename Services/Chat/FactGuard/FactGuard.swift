import TextAnalysis

/// Takes out of a model's text what isn't in the facts: numbers in digits and in words, e-mail and web addresses, and
/// streets.
///
/// Text is judged by sentences, so that what comes in several chunks is seen whole.
package struct FactGuard: Sendable {
    /// Stands where something was taken out.
    static let mark = "…"
    /// Characters after which a sentence is judged though it hasn't ended.
    private static let longest = 2_000

    /// Digits of the facts, also those of neighbouring groups joined as telephones are.
    private(set) var numbers: Set<String> = []
    /// Those that stand in a street's address.
    private(set) var houseNumbers: Set<String> = []
    private(set) var addresses: Set<String> = []
    /// Of all facts, folded, with a space before and after each word.
    private(set) var text = " "
    /// The same without spaces.
    private(set) var letters = ""
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
            let words = words(String(line))
            for number in SpelledNumber.all(of: words, in: String(line)) { numbers.insert(number.digits) }
            if let label = words.first?.folded, Self.addressLabels.contains(label) { houseNumbers.formUnion(groups) }
            text += words.map { $0.folded + " " }.joined()
            letters += words.map(\.folded).joined()
        }
    }

    private static let addressLabels: Set<String> = ["direccion", "domicilio", "address"]

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

    /// After the last line, or the last sentence whose end is beyond doubt: not after «Av.», digits or «cuatro.».
    private static func sentenceEnd(_ text: String) -> String.Index? {
        var end: String.Index?
        var start: String.Index?
        var isEnding = false
        for index in text.indices {
            let character = text[index]
            if character.isNewline || (isEnding && character.isWhitespace) { end = text.index(after: index) }
            isEnding = false
            if character.isLetter {
                start = start ?? index
                continue
            }
            if let start, ".!?".contains(character) {
                let word = text[start..<index]
                isEnding = word.count > 4 && SpelledNumber.value(of: fold(word)) == nil
            }
            start = nil
        }
        return end
    }

    private mutating func checked(_ text: String) -> String {
        withoutNumbers(withoutSpelledNumbers(withoutStreets(withoutAddresses(text))))
    }

    /// - Parameter ranges: in their order; one that overlaps the last is passed over.
    mutating func remove(_ ranges: [Range<String.Index>], from text: String) -> String {
        var result = ""
        var kept = text.startIndex
        for range in ranges where range.lowerBound >= kept {
            result += text[kept..<range.lowerBound] + Self.mark
            kept = range.upperBound
            removed += 1
        }
        return result + text[kept...]
    }
}
