/// How a folded word sounds, so that «kiero», «bibir» and «moriiirme» are read as what they mean.
struct SoundKey {
    let written: WordKey
    /// Of the word in Latin letters, as are those that follow.
    let latin: WordKey
    /// In UTF-8.
    let length: Int
    /// Of the word with each run of three or more letters as one.
    let short: WordKey
    let isElongated: Bool
    /// One letter a sound: b for v, s for z and soft c, k for c and qu, y for ll; without h.
    private(set) var sound = WordKey()
    private(set) var sounds = 0

    init(_ word: String) {
        let likeness = Homoglyphs.read(word)
        let latinWord = likeness ?? word
        var shortWord = Self.shortened(latinWord)
        written = WordKey(word)
        latin = likeness.map(WordKey.init) ?? written
        length = latinWord.utf8.count
        isElongated = shortWord.utf8.count < length
        short = isElongated ? WordKey(shortWord) : latin
        shortWord.withUTF8 { hear($0) }
    }

    /// The keys of a word with one letter left out or two changed about, beyond the first letter.
    static func slips(of word: String) -> [WordKey] {
        let letters = Array(word.utf8)
        let omissions = letters.indices.dropFirst().map { gone in
            letters.indices.filter { $0 != gone }.map { letters[$0] }
        }
        let exchanges = letters.indices.dropFirst().dropLast().map { index in
            var changed = letters
            changed.swapAt(index, index + 1)
            return changed
        }
        return (omissions + exchanges).map { SoundKey(String(decoding: $0, as: UTF8.self)).sound }
    }

    /// A word with each run of three or more letters as one.
    static func shortened(_ word: String) -> String {
        var run = 0
        var last: UInt8 = 0
        let isElongated = word.utf8.contains { letter in
            run = letter == last ? run + 1 : 1
            last = letter
            return run > 2
        }
        return isElongated ? String(decoding: shortened(Array(word.utf8)), as: UTF8.self) : word
    }

    private static func shortened(_ letters: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(letters.count)
        var index = 0
        while index < letters.count {
            var end = index + 1
            while end < letters.count, letters[end] == letters[index] { end += 1 }
            let count = end - index > 2 ? 1 : end - index
            for _ in 0..<count { result.append(letters[index]) }
            index = end
        }
        return result
    }

    private mutating func hear(_ letters: UnsafeBufferPointer<UInt8>) {
        func append(_ letter: UInt8) {
            sound.add(letter)
            sounds += 1
        }
        var index = 0
        while index < letters.count {
            let letter = letters[index]
            let next: UInt8 = index + 1 < letters.count ? letters[index + 1] : 0
            let isSoft = next == UInt8(ascii: "e") || next == UInt8(ascii: "i")
            index += 1
            switch letter {
            case UInt8(ascii: "h"): continue
            case UInt8(ascii: "v"): append(UInt8(ascii: "b"))
            case UInt8(ascii: "z"): append(UInt8(ascii: "s"))
            case UInt8(ascii: "c") where next == UInt8(ascii: "h"): append(letter)
            case UInt8(ascii: "c"): append(UInt8(ascii: isSoft ? "s" : "k"))
            case UInt8(ascii: "q"):
                append(UInt8(ascii: "k"))
                if next == UInt8(ascii: "u") { index += 1 }
            case UInt8(ascii: "g") where isSoft: append(UInt8(ascii: "j"))
            case UInt8(ascii: "l") where next == letter:
                append(UInt8(ascii: "y"))
                index += 1
            case _ where next == letter && "aeious".utf8.contains(letter): continue
            default: append(letter)
            }
        }
    }
}
