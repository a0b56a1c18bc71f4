/// The words that rules know, and how people write them.
struct Vocabulary: Sendable {
    typealias ID = UInt16

    /// Every other word.
    static let unknown: ID = 0
    /// A folded word that is another word with an accent: «me mato», «me mató».
    static let toldApartByAccent = "mato"

    private(set) var sets = WordSets()
    private var ids: [String: ID] = [:]
    /// Known words, and what people write short for one.
    private var read = WordTable([:])
    private var bySound = WordTable([:])
    /// What is disguised most, with its letters.
    private var sensitive: [(letters: [UInt8], id: ID)] = []
    private let classes: [String: String]

    init(classes: [String: String]) { self.classes = classes }

    /// The ids of `a|b|@class`, which the vocabulary knows from now on.
    mutating func ids(of alternatives: some StringProtocol) -> Set<ID> {
        var found: Set<ID> = []
        for alternative in alternatives.split(separator: "|") {
            if alternative.hasPrefix("@") {
                for word in classes[String(alternative.dropFirst()), default: ""].split(whereSeparator: \.isWhitespace)
                {
                    found.insert(id(of: String(word)))
                }
            } else {
                found.insert(id(of: String(alternative)))
            }
        }
        return found
    }

    /// The words of `a|b|@class`, to ask whether one is among them.
    mutating func set(of alternatives: some StringProtocol) -> WordSet { sets.insert(ids(of: alternatives)) }

    private mutating func id(of word: String) -> ID {
        if let known = ids[word] { return known }
        let id = ID(ids.count + 1)
        ids[word] = id
        return id
    }

    /// Learns how known words are misspelt; comes last, since what is a word itself is no misspelling.
    mutating func learnSpellings(mistyped: String) {
        sets.close()
        var (read, bySound): ([WordKey: ID], [WordKey: ID]) = ([:], [:])
        for (short, word) in Shorthand.words { read[WordKey(short)] = ids[word, default: Self.unknown] }
        for (word, id) in ids.sorted(by: { $0.value < $1.value }) {
            let key = SoundKey(word)
            read[key.written] = id
            if word.utf8.count > 3, bySound[key.sound] == nil { bySound[key.sound] = id }
        }
        for word in mistyped.split(whereSeparator: \.isWhitespace).map(String.init) {
            guard let id = ids[word] else { continue }
            sensitive.append((Array(word.utf8), id))
            for slip in SoundKey.slips(of: word) where bySound[slip] == nil { bySound[slip] = id }
        }
        self.read = WordTable(read)
        self.bySound = WordTable(bySound)
    }

    /// The known word that a disguised one spells, with `*` for some letters after the first.
    func id(disguised word: String) -> ID {
        guard word.utf8.contains(UInt8(ascii: "*")) else { return id(read: SoundKey(word)) }
        let letters = Array(word.utf8)
        let hidden = letters.count { $0 == UInt8(ascii: "*") }
        guard letters.count > 4, hidden * 2 < letters.count, !word.hasPrefix("*") else { return Self.unknown }
        return sensitive.first { known in
            known.letters.count == letters.count
                && zip(known.letters, letters).allSatisfy { $0 == $1 || $1 == UInt8(ascii: "*") }
        }?.id ?? Self.unknown
    }

    /// The known word that a folded word is, or stands for.
    func id(read word: SoundKey) -> ID {
        if let id = read[word.written] { return id }
        if word.latin != word.written, let id = read[word.latin] { return id }
        guard word.length > 2 else { return Self.unknown }
        if word.isElongated, let id = read[word.short], id != Self.unknown { return id }
        guard word.sounds > 3 else { return Self.unknown }
        return bySound[word.sound] ?? Self.unknown
    }
}
