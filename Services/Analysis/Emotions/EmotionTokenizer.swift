/// Words, symbols, tags and flags of a text, scalar by scalar as in Training/features.py.
struct EmotionTokenizer {
    /// Scalars; what stands behind isn't read.
    static let longestText = 4_000
    private static let longestWord = 40

    let scalars: [UInt32]
    /// Whether all of the text was read.
    let isWhole: Bool
    private(set) var tokens: [EmotionToken] = []
    /// The folded forms of all tokens, one after another.
    private(set) var forms: [UInt32] = []

    /// By their ASCII codes.
    private static let programMarks: [Bool] = {
        var marks = [Bool](repeating: false, count: 128)
        for mark in "{}[]<>=;_*\\|&+$^~`".utf8 { marks[Int(mark)] = true }
        return marks
    }()
    private static let laugh = "jaja".unicodeScalars.map(\.value)
    private static let user = "USER".unicodeScalars.map(\.value)
    private static let addresses = ["http://", "https://", "www."].map { $0.unicodeScalars.map(\.value) }
    private static let flags = (
        long: EmotionHash.digest(.flag, "long"), caps: EmotionHash.digest(.flag, "caps"),
        url: EmotionHash.digest(.flag, "url"), user: EmotionHash.digest(.flag, "user"),
        number: EmotionHash.digest(.flag, "number")
    )

    init(_ text: String) {
        var scalars: [UInt32] = []
        scalars.reserveCapacity(min(text.utf8.count, Self.longestText))
        var written = text.unicodeScalars.makeIterator()
        while scalars.count < Self.longestText, let scalar = written.next() { scalars.append(scalar.value) }
        self.scalars = scalars
        isWhole = written.next() == nil
        tokens.reserveCapacity(scalars.count / 3)
        forms.reserveCapacity(scalars.count)
        var index = 0
        while index < scalars.count { index = read(at: index) }
    }

    /// Whether few of its marks are those of programs: «{ return y[0]; }» is no message.
    var isProse: Bool {
        let marks = Self.programMarks
        return scalars.count { $0 < 128 && marks[Int($0)] } * 10 <= scalars.count
    }

    /// UTF-16 code units before a scalar.
    func offset(of index: Int) -> Int { scalars[..<index].reduce(0) { $0 + ($1 > 0xFFFF ? 2 : 1) } }

    /// A stretch of the text as it was written.
    func text(_ range: Range<Int>) -> String {
        var written = String.UnicodeScalarView()
        for scalar in scalars[range] { written.append(Unicode.Scalar(scalar) ?? "\u{FFFD}") }
        return String(written)
    }

    /// Reads what begins here; returns where to go on.
    private mutating func read(at index: Int) -> Int {
        let scalar = scalars[index]
        if isAddress(at: index) {
            let end = run(from: index) { $0 > 32 }
            flag(Self.flags.url, index..<end)
            return end
        }
        if EmotionScalar.isLetter(scalar) { return readWord(at: index) }
        if EmotionScalar.isDigit(scalar) {
            let end = run(from: index, where: EmotionScalar.isDigit)
            flag(Self.flags.number, index..<end)
            return end
        }
        switch scalar {
        case 0x23, 0x40:
            guard let next = peek(index + 1), EmotionScalar.isLetter(next) || next == 0x5F else { break }
            let end = run(from: index + 1) {
                EmotionScalar.isLetter($0) || EmotionScalar.isCombining($0) || EmotionScalar.isDigit($0) || $0 == 0x5F
            }
            if scalar == 0x40 { flag(Self.flags.user, index..<end) } else { readTag(index..<end) }
            return end
        case 0x3A, 0x3B, 0x3D:
            if let face = peek(index + 1).flatMap(EmotionScalar.face) {
                symbol(face, index..<index + 2)
                return index + 2
            }
            if peek(index + 1) == 0x2D || peek(index + 1) == 0x27,
                let face = peek(index + 2).flatMap(EmotionScalar.face)
            {
                symbol(face, index..<index + 3)
                return index + 3
            }
        case 0x3C where peek(index + 1) == 0x33:
            symbol(0x2764, index..<index + 2)
            return index + 2
        default: break
        }
        if let mark = EmotionScalar.mark(scalar) {
            let end = run(from: index) { EmotionScalar.mark($0) == mark }
            let count = end - index + (scalar == 0x2026 ? 2 : 0)
            let isCounted = mark == 0x21 || mark == 0x3F || mark == 0x2E
            symbol(mark, times: isCounted ? min(count, 3) : 1, index..<end)
            return end
        }
        if EmotionScalar.isSymbol(scalar) { symbol(scalar, index..<index + 1) }
        return index + 1
    }

    private func isAddress(at index: Int) -> Bool {
        guard scalars[index] == 0x68 || scalars[index] == 0x77 else { return false }
        return Self.addresses.contains { scalars[index...].starts(with: $0) }
    }

    private mutating func readWord(at start: Int) -> Int {
        var stop = start
        while true {
            stop = run(from: stop) { EmotionScalar.isLetter($0) || EmotionScalar.isCombining($0) }
            guard let mark = peek(stop), EmotionScalar.isApostrophe(mark),
                let next = peek(stop + 1), EmotionScalar.isLetter(next)
            else { break }
            stop += 1
        }
        if stop - start == Self.user.count, scalars[start..<stop].elementsEqual(Self.user) {
            flag(Self.flags.user, start..<stop)
        } else {
            word(start..<stop)
        }
        return stop
    }

    /// A word as written becomes its token, and flags for what its form loses.
    private mutating func word(_ range: Range<Int>) {
        let start = fold(range)
        let whole = forms.count - start
        squeeze(from: start)
        if isLaugh(from: start) {
            forms.replaceSubrange(start..., with: Self.laugh)
        } else if forms.count - start != whole {
            flag(Self.flags.long, range)
        }
        var letters = 0
        var capitals = 0
        for index in range where EmotionScalar.isLetter(scalars[index]) {
            letters += 1
            if EmotionScalar.isUpper(scalars[index]) { capitals += 1 }
        }
        if letters > 2, capitals == letters { flag(Self.flags.caps, range) }
        add(.word, from: start, range)
    }

    /// #NotreDameEnLlamas: the tag whole, and its words where there are several.
    private mutating func readTag(_ range: Range<Int>) {
        let start = fold(range.dropFirst())
        add(.tag, from: start, range)
        var parts: [Range<Int>] = []
        var begin = range.lowerBound + 1
        for index in begin + 1..<range.upperBound + 1 where index == range.upperBound || isBoundary(at: index) {
            if EmotionScalar.isLetter(scalars[begin]) { parts.append(begin..<index) }
            begin = index
        }
        if parts.count > 1 { for part in parts { word(part) } }
    }

    private func isBoundary(at index: Int) -> Bool {
        let (before, here) = (scalars[index - 1], scalars[index])
        return here == 0x5F || before == 0x5F || EmotionScalar.isDigit(here) != EmotionScalar.isDigit(before)
            || EmotionScalar.isUpper(here) && !EmotionScalar.isUpper(before)
    }

    /// Appends the folded form; returns where it begins.
    private mutating func fold(_ range: Range<Int>) -> Int {
        let start = forms.count
        for index in range {
            let scalar = scalars[index]
            if EmotionScalar.isCombining(scalar) {
                if scalar == EmotionScalar.tilde, forms.count > start, forms[forms.count - 1] == 0x6E {
                    forms[forms.count - 1] = 0xF1
                }
            } else if !EmotionScalar.isApostrophe(scalar) {
                forms.append(EmotionScalar.fold(scalar))
            }
        }
        forms.removeLast(max(0, forms.count - start - Self.longestWord))
        return start
    }

    /// Three or more of a letter in a row are one: «noooo» → «no».
    private mutating func squeeze(from start: Int) {
        var (read, write) = (start, start)
        while read < forms.count {
            var end = read
            while end < forms.count, forms[end] == forms[read] { end += 1 }
            let kept = end - read < 3 ? end - read : 1
            for offset in 0..<kept { forms[write + offset] = forms[read] }
            write += kept
            read = end
        }
        forms.removeLast(forms.count - write)
    }

    /// «jajaja», «ajaj», «hehehe»: four letters or more of one consonant and one vowel.
    private func isLaugh(from start: Int) -> Bool {
        guard forms.count - start >= 4 else { return false }
        let form = forms[start...]
        guard let consonant = form.first(where: { $0 == 0x6A || $0 == 0x68 }),
            let vowel = form.first(where: { $0 == 0x61 || $0 == 0x65 || $0 == 0x69 && consonant == 0x6A })
        else { return false }
        return form.allSatisfy { $0 == consonant || $0 == vowel }
    }

    private mutating func symbol(_ scalar: UInt32, times count: Int = 1, _ range: Range<Int>) {
        let start = forms.count
        for _ in 0..<count { forms.append(scalar) }
        add(.symbol, from: start, range)
    }

    private mutating func flag(_ digest: UInt32, _ range: Range<Int>) {
        tokens.append(EmotionToken(kind: .flag, digest: digest, form: 0..<0, range: range))
    }

    private mutating func add(_ kind: EmotionToken.Kind, from start: Int, _ range: Range<Int>) {
        let form = start..<forms.count
        tokens.append(
            EmotionToken(kind: kind, digest: EmotionHash.digest(kind, forms[form]), form: form, range: range)
        )
    }

    private func peek(_ index: Int) -> UInt32? { index < scalars.count ? scalars[index] : nil }

    private func run(from start: Int, where accepts: (UInt32) -> Bool) -> Int {
        var end = start
        while end < scalars.count, accepts(scalars[end]) { end += 1 }
        return end
    }
}
