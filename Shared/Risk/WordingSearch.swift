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
    /// Wordings by the word they may begin with.
    private let wordings: [[(rule: Int, wording: Wording)]]

    /// - Parameters:
    ///   - rules: The wordings of each rule; see `Wording`.
    ///   - classes: Words by the name of their class.
    ///   - mistyped: Words that are known with a letter missing or two changed about.
    package init(_ rules: [[String]], classes: [String: String], mistyped: String = "") {
        let classes = classes.merging(Negations.classes) { given, _ in given }
        var vocabulary = Vocabulary(classes: classes)
        let negations = Negations(vocabulary: &vocabulary)
        var byFirst: [[(rule: Int, wording: Wording)]] = []
        for (rule, wordings) in rules.enumerated() {
            for text in wordings {
                let wording = Wording(text, vocabulary: &vocabulary)
                for id in wording.first.members {
                    while byFirst.count <= Int(id) { byFirst.append([]) }
                    byFirst[Int(id)].append((rule, wording))
                }
            }
        }
        vocabulary.learnSpellings(mistyped: mistyped)
        self.vocabulary = vocabulary
        self.negations = negations
        wordings = byFirst
    }

    package func read(_ tokens: [Token], of text: String? = nil) -> MessageWords {
        MessageWords(tokens, of: text, vocabulary: vocabulary, negations: negations)
    }

    /// In the order of the text; a rule may match a passage in several ways.
    package func matches(in message: MessageWords) -> [Match] {
        var matches: [Match] = []
        for start in message.words.indices {
            let id = Int(message.words[start].id)
            guard id != Vocabulary.unknown, id < wordings.count else { continue }
            for (rule, wording) in wordings[id] {
                if let end = wording.end(in: message, from: start) {
                    matches.append(Match(rule: rule, words: start..<end))
                }
            }
        }
        return matches
    }

    /// Whether a negation governs what a match says.
    package func isDenied(_ match: Match, in message: MessageWords) -> Bool { negations.deny(match.words, in: message) }

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
