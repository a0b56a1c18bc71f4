/// A piece of text with all that its words may be: each an atom over the letters it stands on.
///
/// An atom over two words reads them joined («la madrid»), one inside a word reads it split («lamadrid»).
struct Reading {
    struct Atom {
        let word: UInt32
        /// In letters, without what stands between words.
        let letters: Range<Int>
        let cost: Float
        /// What the words under it cost as no part of a name.
        let ordinaryCost: Float
        let likeness: Likeness
        /// The next atom of the same word, or -1.
        let next: Int32
    }

    let words: [FoldedWord]
    let roles: [OrdinaryWords.Role]
    let costs: [Float]
    /// Where each word begins, in letters, and the end.
    let starts: [Int]
    /// The word that each letter belongs to.
    let wordOfLetter: [Int]
    private(set) var atoms: [Atom] = []

    private static let costOfJoining: Float = 0.5
    private static let costOfGoingOn: Float = 3
    private static let mostPieces = 24

    init(_ words: [FoldedWord], in lexicon: Lexicon, isTyping: Bool, _ scratch: Scratch) {
        self.words = words
        roles = words.map(OrdinaryWords.role)
        costs = zip(words, roles).map { OrdinaryWords.cost(of: $0, $1) }
        var starts = [0]
        var wordOfLetter: [Int] = []
        for (index, word) in words.enumerated() {
            starts.append(starts[index] + word.bytes.count)
            wordOfLetter += repeatElement(index, count: word.bytes.count)
        }
        self.starts = starts
        self.wordOfLetter = wordOfLetter
        let isSentence = words.count > 5
        var isKnown: [Bool] = []
        for index in words.indices {
            let bytes = WrittenForms.numbers[words[index].bytes] ?? words[index].bytes
            let letters = starts[index]..<starts[index + 1]
            var least = Float.infinity
            lexicon.exact(bytes) {
                least = min(least, $0.cost)
                add($0, letters, 0, scratch)
            }
            let mayBeMiswritten = roles[index] == .unknown || roles[index] == .ordinary && !isSentence && least < 1
            if mayBeMiswritten {
                lexicon.similar(bytes, scratch) {
                    least = min(least, $0.cost)
                    add($0, letters, 0, scratch)
                }
            }
            if isTyping, index == words.count - 1, bytes.count > 2 {
                // What is a word already is less likely to be the beginning of another.
                let extra: Float = least == 0 ? Self.costOfGoingOn : 0
                lexicon.beginning(bytes) { add($0, letters, extra, scratch) }
            }
            isKnown.append(least < 1)
            if least >= 1, roles[index] == .unknown { split(index, lexicon, scratch) }
        }
        for index in words.indices.dropLast() where words[index + 1].opening == .space {
            let joined = words[index].bytes + words[index + 1].bytes
            guard joined.count > 3, joined.count <= EditDistance.longest, !words[index].isNumber else { continue }
            let letters = starts[index]..<starts[index + 2]
            lexicon.exact(WrittenForms.numbers[joined] ?? joined) { add($0, letters, Self.costOfJoining, scratch) }
            if !isKnown[index] || !isKnown[index + 1], !isSentence {
                lexicon.similar(joined, scratch) { add($0, letters, Self.costOfJoining, scratch) }
            }
        }
    }

    private mutating func add(_ hit: Lexicon.Hit, _ letters: Range<Int>, _ extra: Float, _ scratch: Scratch) {
        let first = scratch.firstAtom[Int(hit.word)]
        if first < 0 { scratch.foundWords.append(hit.word) }
        scratch.firstAtom[Int(hit.word)] = Int32(atoms.count)
        atoms.append(
            Atom(
                word: hit.word,
                letters: letters,
                cost: hit.cost + extra,
                ordinaryCost: ordinaryCost(letters),
                likeness: hit.likeness,
                next: first
            )
        )
    }

    /// What the text under some letters costs, a part of a word its share.
    private func ordinaryCost(_ letters: Range<Int>) -> Float {
        var cost: Float = 0
        for index in wordOfLetter[letters.lowerBound]...wordOfLetter[letters.upperBound - 1] {
            let covered = letters.clamped(to: starts[index]..<starts[index + 1]).count
            cost += costs[index] * Float(covered) / Float(starts[index + 1] - starts[index])
        }
        return cost
    }

    /// Reads a word as several that were written as one: any number as they are, or two, one of them miswritten.
    private mutating func split(_ index: Int, _ lexicon: Lexicon, _ scratch: Scratch) {
        let word = words[index].bytes
        let count = word.count
        guard count > 4, count <= Self.mostPieces else { return }
        let start = starts[index]
        // What begins and what ends with words; the two meet in those that are read.
        var begins = [Bool](repeating: false, count: count + 1)
        var ends = begins
        begins[0] = true
        ends[count] = true
        var pieces: [Range<Int>] = []
        for from in 0..<count where begins[from] {
            lexicon.forEachEnd(in: word, from: from) { to in
                guard to - from > 1 else { return }
                begins[to] = true
                pieces.append(from..<to)
            }
        }
        for piece in pieces.reversed() where ends[piece.upperBound] { ends[piece.lowerBound] = true }
        for piece in pieces where begins[piece.lowerBound] && ends[piece.upperBound] {
            lexicon.exact(Array(word[piece])) {
                if $0.likeness == .exact {
                    add($0, start + piece.lowerBound..<start + piece.upperBound, Self.costOfJoining / 2, scratch)
                }
            }
        }
        guard !ends[0] else { return }
        for piece in pieces where piece.lowerBound == 0 && count - piece.upperBound > 3 {
            let rest = start + piece.upperBound..<start + count
            var isFound = false
            lexicon.similar(Array(word[piece.upperBound...]), scratch) {
                isFound = true
                add($0, rest, Self.costOfJoining, scratch)
            }
            guard isFound else { continue }
            lexicon.exact(Array(word[piece])) {
                add($0, start..<start + piece.upperBound, Self.costOfJoining / 2, scratch)
            }
        }
    }
}
