import TextAnalysis

/// Finds in messages what rules describe in words.
package struct WordingSearch: Sendable {
    package struct Match: Sendable {
        /// Its rule's place among all.
        package let rule: Int
        package let words: Range<Int>
    }

    private let vocabulary: Vocabulary
    private let negations: Negations
    private let wordings: WordingTable

    /// - Parameters:
    ///   - rules: The wordings of each rule; see `Wording`.
    ///   - classes: Words by the name of their class.
    ///   - mistyped: Words that are known with a letter missing or two changed about.
    package init(_ rules: [[String]], classes: [String: String], mistyped: String = "") {
        let classes = classes.merging(Negations.classes) { given, _ in given }
        var vocabulary = Vocabulary(classes: classes)
        let negations = Negations(vocabulary: &vocabulary)
        var table = WordingTable()
        for (rule, wordings) in rules.enumerated() {
            for wording in wordings { table.insert(wording, of: rule, vocabulary: &vocabulary) }
        }
        vocabulary.learnSpellings(mistyped: mistyped)
        self.vocabulary = vocabulary
        self.negations = negations
        wordings = table
    }

    /// - Parameter readsAccents: whether accents tell one word from another.
    package func read(_ message: MessageText, readsAccents: Bool = false) -> MessageWords {
        MessageWords(message, readsAccents: readsAccents, vocabulary: vocabulary, negations: negations)
    }

    /// In the order of the text; a rule may match a passage in several ways.
    package func matches(in message: MessageWords) -> [Match] {
        var matches: [Match] = []
        for (start, word) in message.words.enumerated() {
            for wording in wordings[word.id] {
                if let end = wordings.end(of: wording, in: message, from: start, sets: vocabulary.sets) {
                    matches.append(Match(rule: wording.rule, words: start..<end))
                }
            }
        }
        return matches
    }

    /// Whether a negation governs what a match says.
    package func isDenied(_ match: Match, in message: MessageWords) -> Bool {
        negations.deny(match.words, in: message, vocabulary.sets)
    }

    /// Of each rule's overlapping matches the longest.
    package static func longest(_ matches: [Match]) -> [Match] {
        matches.indices.filter { index in
            !matches.indices.contains { other in
                let (one, two) = (matches[index].words, matches[other].words)
                return other != index && matches[other].rule == matches[index].rule && one.overlaps(two)
                    && (two.count, index) > (one.count, other)
            }
        }
        .map { matches[$0] }
    }
}
