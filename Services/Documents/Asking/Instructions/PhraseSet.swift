/// Phrases, folded, by their first word.
struct PhraseSet: Sendable {
    private let rest: [String: [[String]]]
    /// The shapes of all first words: most words are none of them, and needn't be hashed to know it.
    private let shapes: UInt64

    /// - Parameter phrases: separated by commas; the words and symbols of each by spaces.
    init(_ phrases: String) {
        var rest: [String: [[String]]] = [:]
        for phrase in phrases.split(separator: ",") {
            let words = phrase.split(whereSeparator: \.isWhitespace).map(String.init)
            if let first = words.first { rest[first, default: []].append(Array(words.dropFirst())) }
        }
        self.rest = rest.mapValues { $0.sorted { $0.count > $1.count } }
        shapes = rest.keys.reduce(0) { $0 | Self.shape($1) }
    }

    /// One bit for a word's first letter and length.
    private static func shape(_ word: String) -> UInt64 {
        1 << UInt64((Int(word.utf8.first ?? 0) * 7 + word.utf8.count) % 64)
    }

    /// Where the longest phrase that begins at `index` ends.
    func end(at index: Int, of words: [String]) -> Int? {
        guard words.indices.contains(index), shapes & Self.shape(words[index]) != 0, let rests = rest[words[index]]
        else { return nil }
        let found = rests.first { words[(index + 1)...].starts(with: $0) }
        return found.map { index + 1 + $0.count }
    }

    /// Where the first phrase among `words` from `start` on ends, if it begins within `reach` words.
    func firstEnd(in words: [String], from start: Int = 0, within reach: Int = .max) -> Int? {
        let stop = min(words.count, reach < words.count ? start + reach : words.count)
        guard start < stop else { return nil }
        for index in start..<stop {
            if let end = end(at: index, of: words) { return end }
        }
        return nil
    }

    func isIn(_ words: [String]) -> Bool { firstEnd(in: words) != nil }
}
