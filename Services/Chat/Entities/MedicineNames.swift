import TextAnalysis

/// Names of medicines, found also where they are spelled as they sound («amoxisilina») or with one slip («paracetmol»).
struct MedicineNames: Sendable {
    private var exact = PhraseTable<Vocabulary.Term>()
    private var bySound: [String: String] = [:]
    private var bySlip: [String: String] = [:]

    /// Shorter words are near too many others.
    private static let leastLetters = 7

    init(_ file: VocabularyFile) {
        for line in file.lines {
            let name = line.name.filter { $0 != "?" }
            for spelling in [line.name] + line.spellings {
                let term = Vocabulary.Term(name: name, needsMedication: spelling.hasSuffix("?"))
                let phrase = spelling.filter { $0 != "?" }
                exact.insert(phrase, term, key: singular)
                guard phrase.count >= Self.leastLetters, phrase.allSatisfy(\.isLetter) else { continue }
                let sound = spokenStem(of: fold(phrase))
                bySound[sound] = name
                for slip in Self.slips(of: sound) {
                    // A slip that may be of two medicines says neither.
                    bySlip[slip] = bySlip[slip].map { $0 == name ? name : "" } ?? name
                }
            }
        }
    }

    func longest(at index: Int, in words: [String]) -> (end: Int, value: Vocabulary.Term)? {
        if let found = exact.longest(at: index, in: words) { return found }
        let word = words[index]
        guard word.utf8.count >= Self.leastLetters - 1, word.utf8.first.map({ $0 >= 97 && $0 <= 122 }) ?? false else {
            return nil
        }
        let sound = spokenStem(of: word)
        if let name = bySound[sound] ?? nearest(to: sound) {
            return (index + 1, Vocabulary.Term(name: name, needsMedication: false))
        }
        return nil
    }

    /// The one medicine whose sound differs by a letter left out, added, changed, or swapped with its neighbour.
    private func nearest(to sound: String) -> String? {
        guard sound.utf8.count >= Self.leastLetters else { return nil }
        if let name = bySlip[sound], !name.isEmpty { return name }
        for slip in Self.slips(of: sound) {
            if let name = bySound[slip] ?? bySlip[slip], !name.isEmpty { return name }
        }
        return nil
    }

    /// The word without each of its letters but the first, which people get right.
    private static func slips(of sound: String) -> [String] {
        let letters = Array(sound.utf8)
        guard letters.count > 2 else { return [] }
        return (1..<letters.count).map { String(decoding: letters[..<$0] + letters[($0 + 1)...], as: UTF8.self) }
    }
}
