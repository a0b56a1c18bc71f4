import TextAnalysis

/// Names of symptoms, found also where they are spelled as they sound: «bomito», «diarea».
struct SymptomNames: Sendable {
    private var exact = PhraseTable<Vocabulary.Symptom>()
    private var bySound: [String: Vocabulary.Symptom] = [:]

    /// Shorter words sound like too many others.
    private static let leastLetters = 6

    init(_ file: VocabularyFile) {
        for line in file.lines {
            let name = line.name.filter { $0 != "@" && $0 != "!" }
            for spelling in [line.name] + line.spellings {
                let phrase = spelling.filter { $0 != "@" && $0 != "!" }
                let symptom = Vocabulary.Symptom(
                    name: name,
                    part: spelling.hasSuffix("@@") ? .required : spelling.hasSuffix("@") ? .optional : .none,
                    isAbsence: line.name.hasSuffix("!") && spelling != line.name
                )
                exact.insert(phrase, symptom, key: singular)
                guard phrase.count >= Self.leastLetters, phrase.allSatisfy(\.isLetter), symptom.part != .required else {
                    continue
                }
                bySound[spokenForm(of: singular(fold(phrase)))] = symptom
            }
        }
    }

    func longest(at index: Int, in words: [String]) -> (end: Int, value: Vocabulary.Symptom)? {
        exact.longest(at: index, in: words)
    }

    /// A single word that is not written as any, but said as one.
    func sounding(like index: Int, in words: [String]) -> (end: Int, value: Vocabulary.Symptom)? {
        guard words[index].utf8.count >= Self.leastLetters - 1 else { return nil }
        return bySound[spokenForm(of: words[index])].map { (index + 1, $0) }
    }
}
