/// How a Spanish word sounds: words that are written differently and sound alike have the same key.
///
/// b/v, c/s/z, ll/y, g/j, silent h, qu/k, m/n before b and p, doubled letters; the key is spelled with letters as well.
func soundKey(_ word: [UInt8]) -> [UInt8] {
    var key: [UInt8] = []
    key.reserveCapacity(word.count)
    var index = 0
    while index < word.count {
        let letter = word[index]
        let next = index + 1 < word.count ? word[index + 1] : 0
        let afterNext = index + 2 < word.count ? word[index + 2] : 0
        var step = 1
        var sound: UInt8? = letter
        switch letter {
        case .h: sound = nil
        case .v: sound = .b
        case .z, .x: sound = .s
        case .w: sound = .u
        case .c where next == .h:
            sound = .x
            step = 2
        case .c: sound = next.isFrontVowel ? .s : .k
        case .q:
            sound = .k
            step = next == .u && afterNext.isFrontVowel ? 2 : 1
        case .s where next == .h: step = 2
        case .t where next == .h: step = 2
        case .p where next == .h:
            sound = .f
            step = 2
        case .g where next == .u && afterNext.isFrontVowel: step = 2
        case .g where next.isFrontVowel: sound = .j
        case .l where next == .l:
            sound = .y
            step = 2
        case .y where !next.isVowel: sound = .i
        case .m where next == .b || next == .p || next == .v: sound = .n
        default: break
        }
        if let sound, key.last != sound { key.append(sound) }
        index += step
    }
    return key.isEmpty ? word : key
}

extension UInt8 {
    static let b = UInt8(ascii: "b"), c = UInt8(ascii: "c"), f = UInt8(ascii: "f"), g = UInt8(ascii: "g")
    static let h = UInt8(ascii: "h"), i = UInt8(ascii: "i"), j = UInt8(ascii: "j"), k = UInt8(ascii: "k"),
        l = UInt8(ascii: "l")
    static let m = UInt8(ascii: "m"), n = UInt8(ascii: "n"), p = UInt8(ascii: "p"), q = UInt8(ascii: "q")
    static let s = UInt8(ascii: "s"), t = UInt8(ascii: "t"), u = UInt8(ascii: "u"), v = UInt8(ascii: "v")
    static let w = UInt8(ascii: "w"), x = UInt8(ascii: "x"), y = UInt8(ascii: "y"), z = UInt8(ascii: "z")

    var isFrontVowel: Bool { self == UInt8(ascii: "e") || self == UInt8(ascii: "i") }
    var isVowel: Bool {
        isFrontVowel || self == UInt8(ascii: "a") || self == UInt8(ascii: "o") || self == UInt8(ascii: "u")
    }
}
