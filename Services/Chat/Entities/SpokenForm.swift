/// How a Spanish speaker says a folded word: `b` = `v`, `c` = `s` = `z`, `h` mute, `ll` = `y`, doubled letters single.
func spokenForm(of word: String) -> String {
    String(decoding: spokenLetters(of: word), as: UTF8.self)
}

/// The same without the last vowel, which languages don't share: `amoxicillin`, `amoxicilina`.
func spokenStem(of word: String) -> String {
    var letters = spokenLetters(of: word)
    if let last = letters.last, [UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "o")].contains(last) {
        letters.removeLast()
    }
    return String(decoding: letters, as: UTF8.self)
}

private func spokenLetters(of word: String) -> [UInt8] {
    let letters = Array(word.utf8)
    var spoken: [UInt8] = []
    spoken.reserveCapacity(letters.count)
    for (index, letter) in letters.enumerated() {
        let next = index + 1 < letters.count ? letters[index + 1] : 0
        let isSoft = next == UInt8(ascii: "e") || next == UInt8(ascii: "i")
        let sound: UInt8
        switch letter {
        case UInt8(ascii: "v"): sound = UInt8(ascii: "b")
        case UInt8(ascii: "z"): sound = UInt8(ascii: "s")
        case UInt8(ascii: "c"): sound = isSoft ? UInt8(ascii: "s") : UInt8(ascii: "k")
        case UInt8(ascii: "q"): sound = UInt8(ascii: "k")
        case UInt8(ascii: "g"): sound = isSoft ? UInt8(ascii: "j") : letter
        case UInt8(ascii: "y"): sound = UInt8(ascii: "i")
        case UInt8(ascii: "h"): continue
        case UInt8(ascii: "p") where next == UInt8(ascii: "h"): sound = UInt8(ascii: "f")
        default: sound = letter
        }
        if spoken.last != sound { spoken.append(sound) }
    }
    return spoken
}
