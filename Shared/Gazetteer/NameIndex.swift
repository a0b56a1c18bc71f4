import Foundation

/// All names as rows of words, and for each word the names that have it.
struct NameIndex: Sendable {
    let lexicon: Lexicon
    /// Names of the same words are one: `names(of:)` tells them apart.
    let count: Int
    /// How much each word tells: the logarithm of how rare it is among the names.
    let weights: [Float]
    /// What it costs a query to leave a word out.
    let omissions: [Float]
    /// The weights of a name's words.
    let totals: [Float]
    private let wordStarts: [UInt32]
    private let words: [UInt32]
    private let nameStarts: [UInt32]
    private let names: [UInt32]
    private let postingStarts: [UInt32]
    private let postings: [UInt32]

    private static let mostWords = 16

    init(_ texts: [PlaceName]) {
        var table = ByteTable()
        var numberOf: [[UInt8]: UInt32] = [:]
        var rows: [[UInt32]: UInt32] = [:]
        var words: [UInt32] = []
        var wordStarts: [UInt32] = [0]
        var rowOfName: [UInt32] = []
        rowOfName.reserveCapacity(texts.count)
        for name in texts {
            let row = foldedWords(name.text).prefix(Self.mostWords).map { word in
                let bytes = WrittenForms.numbers[word.bytes] ?? word.bytes
                if let number = numberOf[bytes] { return number }
                let number = UInt32(table.count)
                numberOf[bytes] = number
                table.append(bytes)
                return number
            }
            if let known = rows[row] {
                rowOfName.append(known)
            } else {
                rows[row] = UInt32(rows.count)
                rowOfName.append(UInt32(wordStarts.count - 1))
                words += row
                wordStarts.append(UInt32(words.count))
            }
        }
        count = wordStarts.count - 1
        (nameStarts, names) = Self.grouped(rowOfName, into: count)
        var rowOfWord = [UInt32](repeating: 0, count: words.count)
        for row in 0..<count {
            for place in Int(wordStarts[row])..<Int(wordStarts[row + 1]) { rowOfWord[place] = UInt32(row) }
        }
        let (starts, places) = Self.grouped(words, into: table.count)
        postingStarts = starts
        postings = places.map { rowOfWord[Int($0)] }
        let all = Float(max(count, 1))
        let weights = (0..<table.count).map { max(0.4, log(all / Float(starts[$0 + 1] - starts[$0]))) }
        omissions = (0..<table.count).map { OrdinaryWords.omission(of: Array(table[$0]), weight: weights[$0]) }
        totals = (0..<count).map { row in
            (Int(wordStarts[row])..<Int(wordStarts[row + 1])).reduce(0) { $0 + weights[Int(words[$1])] }
        }
        self.weights = weights
        self.words = words
        self.wordStarts = wordStarts
        lexicon = Lexicon(words: table)
    }

    func words(of row: Int) -> ArraySlice<UInt32> { words[Int(wordStarts[row])..<Int(wordStarts[row + 1])] }

    /// Indices of the names that are written with these words.
    func names(of row: Int) -> ArraySlice<UInt32> { names[Int(nameStarts[row])..<Int(nameStarts[row + 1])] }

    /// The rows that have a word, ascending.
    func rows(with word: UInt32) -> ArraySlice<UInt32> {
        postings[Int(postingStarts[Int(word)])..<Int(postingStarts[Int(word) + 1])]
    }

    /// Indices by their key, by counting: those of key `k` are `items[starts[k]..<starts[k + 1]]`.
    private static func grouped(_ keys: [UInt32], into count: Int) -> (starts: [UInt32], items: [UInt32]) {
        var starts = [UInt32](repeating: 0, count: count + 1)
        for key in keys { starts[Int(key) + 1] += 1 }
        for key in 0..<count { starts[key + 1] += starts[key] }
        var next = starts
        var items = [UInt32](repeating: 0, count: keys.count)
        for (index, key) in keys.enumerated() {
            items[Int(next[Int(key)])] = UInt32(index)
            next[Int(key)] += 1
        }
        return (starts, items)
    }
}
