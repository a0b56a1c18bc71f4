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
            if slots.withUnsafeMutableBufferPointer({ Self.take(row, in: $0) }) { rows.append(row) }
        }

        /// The character n-grams of a word with a space on both sides.
        mutating func insertGrams(of form: ArraySlice<UInt32>) {
            let last = form.endIndex
            slots.withUnsafeMutableBufferPointer { slots in
                for start in form.startIndex - 1...last {
                    var digest = EmotionHash.begin(EmotionHash.gram)
                    for index in start...min(start + longestGram - 1, last) {
                        let isSpace = index < form.startIndex || index == last
                        digest = EmotionHash.add(isSpace ? space : form[index], to: digest)
                        guard index > start else { continue }
                        let row = EmotionHash.row(digest)
                        if Self.take(row, in: slots) { rows.append(row) }
                    }
                }
            }
        }

        /// Whether a row is new.
        private static func take(_ row: UInt32, in slots: UnsafeMutableBufferPointer<UInt32>) -> Bool {
            var place = Int(row) & (slots.count - 1)
            while slots[place] != empty {
                if slots[place] == row { return false }
                place = (place + 1) & (slots.count - 1)
            }
            slots[place] = row
            return true
        }
    }

    private static let negationReach = 3
    /// From two letters on.
    private static let longestGram = 5
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
        characters = Block(capacity: (text.forms.count + text.tokens.count) * (Self.longestGram - 1))
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
                characters.insertGrams(of: text.forms[token.form])
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
}
