import TextAnalysis

/// Phrases and what they stand for; finds the longest that begins at a token.
struct PhraseTable<Value: Sendable>: Sendable {
    private struct Entry: Sendable {
        let rest: ArraySlice<String>
        let value: Value
    }

    private var entries: [String: [Entry]] = [:]

    /// - Parameter key: how a word is compared; the tokens that are searched must have been treated alike.
    mutating func insert(_ phrase: String, _ value: Value, key: (String) -> String = { $0 }) {
        insert(tokens(phrase).map { key($0.text) }, value)
    }

    /// - Parameter words: the phrase's tokens, as compared.
    mutating func insert(_ words: [String], _ value: Value) {
        guard let first = words.first else { return }
        var list = entries[first, default: []]
        let entry = Entry(rest: words.dropFirst(), value: value)
        list.insert(entry, at: list.firstIndex { $0.rest.count < entry.rest.count } ?? list.endIndex)
        entries[first] = list
    }

    /// - Parameter words: the tokens of a text, as compared.
    /// - Returns: the index after the phrase, and its value.
    func longest(at index: Int, in words: [String]) -> (end: Int, value: Value)? {
        guard index < words.count, let list = entries[words[index]] else { return nil }
        for entry in list where index + entry.rest.count < words.count {
            if zip(entry.rest, words[(index + 1)...]).allSatisfy(==) {
                return (index + 1 + entry.rest.count, entry.value)
            }
        }
        return nil
    }
}

extension PhraseTable {
    /// Calls for each phrase that begins at a token, longest first.
    func matches(at index: Int, in words: [String], _ body: (_ end: Int, _ value: Value) -> Void) {
        guard let list = entries[words[index]] else { return }
        for entry in list where index + entry.rest.count < words.count {
            if zip(entry.rest, words[(index + 1)...]).allSatisfy(==) { body(index + 1 + entry.rest.count, entry.value) }
        }
    }
}

/// A word without the plural's ending, so that both forms compare equal: `dolores`, `dolor`. Not quite a word any more.
func singular(_ word: String) -> String {
    var letters = word.utf8[...]
    if letters.count > 3, letters.last == UInt8(ascii: "s") { letters = letters.dropLast() }
    if letters.count > 5, letters.last == UInt8(ascii: "e") { letters = letters.dropLast() }
    return letters.count == word.utf8.count ? word : String(Substring(letters))
}
