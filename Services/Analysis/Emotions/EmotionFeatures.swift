/// What the model sees of a text: rows of its table in two blocks, words (with pairs, negation, symbols, flags) and the
/// character n-grams of the words. A row counts once a block.
struct EmotionFeatures {
    /// The rows of a block, token by token: each stands with the token that it came with first.
    struct Block {
        private(set) var rows: [UInt32] = []
        /// Where the rows of each token end.
        private(set) var ends: [Int] = []
        /// Open addressing: a row's low bits are its place, as its bits are well mixed.
        private var slots: [UInt32]
        private static let empty = UInt32.max

        /// - Parameter capacity: the most rows that may come.
        init(capacity: Int) {
            rows.reserveCapacity(capacity)
            let size = 1 << (Int.bitWidth - max(capacity, 8).leadingZeroBitCount + 1)
            slots = [UInt32](repeating: Self.empty, count: size)
        }

        mutating func endToken() { ends.append(rows.count) }

        mutating func insert(_ row: UInt32) {
            var place = Int(row) & (slots.count - 1)
            while slots[place] != Self.empty {
                if slots[place] == row { return }
                place = (place + 1) & (slots.count - 1)
            }
            slots[place] = row
            rows.append(row)
        }
    }

    private static let negationReach = 3
    private static let grams = 2...5
    private static let start = EmotionHash.digest(.flag, "start")
    private static let space: UInt32 = 0x20

    private static let negations = Set(
        """
        no ni sin nunca jamas tampoco nadie nada ningun ninguna ninguno not never without nor nobody nothing cannot dont
        doesnt didnt isnt arent wasnt werent cant couldnt wont wouldnt shouldnt havent hasnt aint
        """.split(whereSeparator: \.isWhitespace).map { EmotionHash.digest(.word, String($0)) }
    )

    private(set) var words: Block
    private(set) var characters: Block
    /// Whether a negation denies a feeling: «no tengo miedo». It is passed over, as if it hadn't been written.
    private(set) var hasDeniedFeeling = false

    init(_ text: EmotionTokenizer) {
        words = Block(capacity: text.tokens.count * 3)
        characters = Block(capacity: (text.forms.count + text.tokens.count) * Self.grams.count)
        var previous = Self.start
        var negated = 0
        var isDenying = false
        for token in text.tokens {
            defer {
                words.endToken()
                characters.endToken()
            }
            let isNegation = token.kind == .word && Self.negations.contains(token.digest)
            if token.kind == .word {
                if isDenying, EmotionDenial.feelings.contains(token.digest) {
                    hasDeniedFeeling = true
                    isDenying = false
                    negated = max(0, negated - 1)
                    continue
                }
                isDenying = isNegation || isDenying && EmotionDenial.links.contains(token.digest)
            } else if token.kind != .flag {
                isDenying = false
            }
            words.insert(EmotionHash.row(token.digest))
            switch token.kind {
            case .word:
                insertGrams(text.forms[token.form])
                if negated > 0 {
                    words.insert(EmotionHash.row(token.digest ^ EmotionHash.negated))
                    negated -= 1
                }
                if isNegation { negated = Self.negationReach }
            case .symbol: negated = 0
            case .tag: break
            case .flag: continue
            }
            words.insert(EmotionHash.pairRow(previous, token.digest))
            previous = token.digest
        }
    }

    /// Of the word with a space on both sides.
    private mutating func insertGrams(_ form: ArraySlice<UInt32>) {
        let last = form.endIndex
        for start in form.startIndex - 1...last {
            var digest = EmotionHash.begin(EmotionHash.gram)
            for size in 1...Self.grams.upperBound {
                let index = start + size - 1
                guard index <= last else { break }
                let isSpace = index < form.startIndex || index == last
                digest = EmotionHash.add(isSpace ? Self.space : form[index], to: digest)
                if size >= Self.grams.lowerBound { characters.insert(EmotionHash.row(digest)) }
            }
        }
    }
}
