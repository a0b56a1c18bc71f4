/// The words of all names, found as they are written, as they sound, and with a slip or two.
struct Lexicon: Sendable {
    /// A word of names that a written word may be.
    struct Hit {
        let word: UInt32
        /// In nats: 0 where it is the word itself.
        let cost: Float
        let likeness: Likeness
    }

    /// Each way a word is written, in the order of its bytes.
    let forms: ByteTable
    private let wordOfForm: [UInt32]
    let isAbbreviation: [Bool]
    private let keys: ByteTable
    /// Which letters each form and its key have.
    private let letters: [UInt32]
    private let keyLetters: [UInt32]
    private let deletions: DeletionIndex
    /// The words themselves, as they are numbered.
    let words: ByteTable

    private static let costOfAbbreviation: Float = 0.3
    private static let costOfSound: Float = 0.9
    private static let costOfEdit: Float = 3.6
    /// A slip is less likely in a short word.
    private static let costOfShortness: Float = 4
    private static let mostCompletions = 400

    /// - Parameter words: distinct.
    init(words: ByteTable) {
        var written: [(bytes: [UInt8], word: UInt32, isAbbreviation: Bool)] = []
        written.reserveCapacity(words.count)
        let otherForms = WrittenForms.ofWords
        for index in 0..<words.count {
            let word = Array(words[index])
            written.append((word, UInt32(index), false))
            for form in otherForms[word, default: []] { written.append((form, UInt32(index), word[0] > 57)) }
        }
        written.sort { $0.bytes.lexicographicallyPrecedes($1.bytes) }
        var forms = ByteTable()
        var keys = ByteTable()
        for form in written {
            forms.append(form.bytes)
            keys.append(soundKey(form.bytes))
        }
        self.forms = forms
        self.keys = keys
        self.words = words
        letters = written.map { Self.letters($0.bytes) }
        keyLetters = (0..<keys.count).map { Self.letters(keys[$0]) }
        wordOfForm = written.map(\.word)
        isAbbreviation = written.map(\.isAbbreviation)
        deletions = DeletionIndex { take in
            // A number with another digit is another number, an abbreviation with another letter another one.
            for (index, form) in written.enumerated() where !form.isAbbreviation && form.bytes[0] > 57 {
                take(form.bytes, UInt32(index))
                let key = Array(keys[index])
                if key != form.bytes { take(key, UInt32(index)) }
            }
        }
    }

    /// The words written exactly so, or abbreviated so.
    func exact(_ word: [UInt8], _ body: (Hit) -> Void) {
        var form = firstForm(from: word)
        while form < forms.count, forms.range(form).count == word.count, forms.hasPrefix(form, word) {
            defer { form += 1 }
            let isShort = isAbbreviation[form]
            body(
                Hit(
                    word: wordOfForm[form],
                    cost: isShort ? Self.costOfAbbreviation : 0,
                    likeness: isShort ? .abbreviated : .exact
                )
            )
        }
    }

    /// The words that begin so.
    func beginning(_ word: [UInt8], _ body: (Hit) -> Void) {
        let found = completions(of: word)
        guard found.count <= Self.mostCompletions else { return }
        for form in found where !isAbbreviation[form] {
            let missing = forms.range(form).count - word.count
            if missing > 0 {
                body(Hit(word: wordOfForm[form], cost: 1.4 + 0.3 * Float(missing), likeness: .abbreviated))
            }
        }
    }

    /// The words that sound so or are a slip or two away.
    func similar(_ word: [UInt8], _ scratch: Scratch, _ body: (Hit) -> Void) {
        guard word.count > 1, word.count <= EditDistance.longest, word[0] > 57 else { return }
        let key = soundKey(word)
        scratch.seen.removeAll(keepingCapacity: true)
        func take(_ form: UInt32) { scratch.seen.append(form) }
        deletions.forEachOwner(near: word, take)
        if key != word { deletions.forEachOwner(near: key, take) }
        scratch.seen.sort()
        let limit = Self.limit(word.count)
        let (wordLetters, soundLetters) = (Self.letters(word), Self.letters(key))
        let price = Self.costOfEdit + Self.costOfShortness / Float(word.count)
        var before = UInt32.max
        for form in scratch.seen where form != before {
            before = form
            let index = Int(form)
            // Two slips change four letters of a word at most: the distance of most is never worked out.
            let mayBeWritten = (letters[index] ^ wordLetters).nonzeroBitCount <= 4
            guard mayBeWritten || (keyLetters[index] ^ soundLetters).nonzeroBitCount <= 4 else { continue }
            let range = forms.range(index)
            let own = forms.bytes.span.extracting(range)
            let ownKey = keys.bytes.span.extracting(keys.range(index))
            if isEqual(own, word.span) { continue }
            if isEqual(ownKey, key.span) {
                body(Hit(word: wordOfForm[index], cost: Self.costOfSound, likeness: .sound))
                continue
            }
            let written = mayBeWritten ? scratch.distance.between(word.span, own, within: limit) : nil
            let heard = (written ?? 2) > 0.6 ? scratch.distance.between(key.span, ownKey, within: limit) : nil
            let cost = min(written ?? .infinity, (heard ?? .infinity) + 0.25)
            guard cost <= limit else { continue }
            let isSound = cost < 0.4
            body(
                Hit(
                    word: wordOfForm[index],
                    cost: isSound ? Self.costOfSound : cost * price,
                    likeness: isSound ? .sound : .typo
                )
            )
        }
    }

    /// How far a word of so many letters may be from what was meant.
    private static func limit(_ count: Int) -> Float {
        switch count {
        case ...2: 0.5
        case 3...4: 1
        case 5: 1.4
        case 6...7: 1.8
        default: 2.1
        }
    }

    private func isEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        for index in 0..<left.count where left[index] != right[index] { return false }
        return true
    }

    private static func letters(_ word: some Sequence<UInt8>) -> UInt32 { word.reduce(0) { $0 | 1 << UInt32($1 & 31) } }

    /// The first form that is the word or stands after it.
    private func firstForm(from word: [UInt8]) -> Int {
        var low = 0
        var high = forms.count
        while low < high {
            let middle = (low + high) / 2
            if forms.isLess(middle, than: word) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The forms that begin with a word; the first are the word itself.
    private func completions(of word: [UInt8]) -> Range<Int> {
        let low = firstForm(from: word)
        var end = low
        while end < forms.count, end - low <= Self.mostCompletions, forms.hasPrefix(end, word) { end += 1 }
        return low..<end
    }
}

/// How what was written was found to be a name, the surest first.
package enum Likeness: UInt8, Comparable, Sendable {
    case exact, abbreviated, sound, typo

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
