/// Whether a finding is denied: a negation governs it through verbs and pronouns only.
///
/// Narrower than `NegationScopes`, which reads findings of clinical notes: in «no puedo más me voy a matar» nothing is
/// denied, and a danger overlooked weighs more than one seen in vain.
struct Negations: Sendable {
    /// What may stand between a negation and what it denies.
    static let classes = [
        "linking": """
        me te se lo la quiero quisiera queria voy va a he ha habia pienso pensar pensado pense en de creo que ganas tengo
        tenia tenga es intente intentaria intentar estoy deseo deseos planeo querer querido quise mas vuelvo volvi volver
        volveria iba haya hay ningun ninguna idea intencion intenciones plan llegue llego ocurre ocurrio ocurriria ya
        i am going to wanna want would will have ever been thinking about of gonna do really
        pensamientos pensando sido jamas nunca sentido siento haria hare hago haga quiere piensa quieres pienses
        """
    ]

    private let cues: WordSet
    private let links: WordSet
    private let questions: WordSet
    private let knowing: WordSet
    private let me: WordSet

    /// Words between a negation and what it denies, at most.
    private static let reach = 6

    init(vocabulary: inout Vocabulary) {
        cues = vocabulary.set(
            of: "no|nunca|jamas|sin|tampoco|ni|nadie|not|never|dont|didnt|wont|wouldnt|cant|isnt|aint"
        )
        links = vocabulary.set(of: "@linking")
        knowing = vocabulary.set(of: "se|dudo")
        me = vocabulary.set(of: "me")
        questions = vocabulary.set(of: "que|porque|como|si|solo|why")
    }

    func isCue(_ id: Vocabulary.ID, _ sets: WordSets) -> Bool { sets.contains(id, in: cues) }

    func deny(_ finding: Range<Int>, in message: MessageWords, _ sets: WordSets) -> Bool {
        let words = message.words
        var index = finding.lowerBound
        for _ in 0...Self.reach {
            guard index > 0, !words[index].followsMark, words[index - 1].sentence == words[index].sentence else {
                return false
            }
            index -= 1
            if words[index].isNegation {
                return !isQuestion(before: index, in: words, sets) && !isDoubt(at: index, in: words, sets)
            }
            guard sets.contains(words[index].id, in: links) else { return false }
        }
        return false
    }

    /// «no sé, quiero matarme», where «se me ocurre» would be another verb.
    private func isDoubt(at index: Int, in words: [MessageWords.Word], _ sets: WordSets) -> Bool {
        index + 2 < words.count && sets.contains(words[index + 1].id, in: knowing)
            && !sets.contains(words[index + 2].id, in: me)
    }

    /// «¿por qué no me mato?», «y si no despierto».
    private func isQuestion(before index: Int, in words: [MessageWords.Word], _ sets: WordSets) -> Bool {
        index > 0 && words[index - 1].sentence == words[index].sentence
            && sets.contains(words[index - 1].id, in: questions)
    }
}
