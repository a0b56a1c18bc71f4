import TextAnalysis

/// The concepts and rules of a file, and how a text scores by them.
package struct PromptRules: Sendable {
    /// Points for and against a text, and the reason that weighs most.
    struct Score: Sendable {
        var points = 0
        var reason: Safety.Reason?
    }

    private var concepts = PhraseTable<Int>()
    private var count = 0
    private var rules: [PromptRule] = []
    private let joined: JoinedWords

    /// Texts are read to this many words; what a model should do stands at the beginning or, pasted, in the whole.
    private static let mostWords = 20_000
    /// What stands between the words of concepts.
    private static let connectors: Set<String> = [
        "la", "las", "los", "el", "de", "del", "que", "me", "mi", "y", "a", "todos", "the", "of", "and", "to", "my",
        "please", "por", "favor", "all", "ahora", "now", "in", "en", "un", "una", "es", "is", "dan",
    ]

    /// - Parameter folder: holds `prompt_rules.txt`; a rule that names no known concept or reason stops the daemon.
    package init(folder: String) throws(PromptRuleError) {
        guard let file = try? VocabularyFile(folder: folder, name: "prompt_rules") else { throw .unreadable }
        var numbers: [String: Int] = [:]
        var parts = Self.connectors
        for line in file.lines {
            if line.section == "concepts" {
                let number = numbers[line.name] ?? count
                if numbers.updateValue(number, forKey: line.name) == nil { count += 1 }
                for phrase in line.spellings {
                    let words = Array(Self.words(of: phrase).dropFirst())
                    concepts.insert(words, number)
                    parts.formUnion(words.filter { $0.utf8.count > 1 })
                }
            } else {
                rules.append(try Self.rule(line, concepts: numbers))
            }
        }
        joined = JoinedWords(words: parts)
    }

    private static func rule(
        _ line: VocabularyFile.Line,
        concepts: [String: Int]
    ) throws(PromptRuleError) -> PromptRule {
        let head = line.name.split(separator: " ")
        let body = line.spellings.joined(separator: ",").split(separator: " ").map(String.init)
        let isBenign = head.first == "benign"
        let reason = head.first.flatMap { Safety.Reason(rawValue: String($0)) }
        guard head.count == 2, let points = Int(head[1]), isBenign || reason != nil else { throw .malformed(line.name) }
        var steps: [PromptRule.Step] = []
        var reach: Int?
        for word in body {
            switch word {
            case "+": reach = PromptRule.adjacent
            case ">": reach = PromptRule.near
            case ">>": reach = PromptRule.passage
            case "&": reach = nil
            default:
                guard let concept = concepts[word] else { throw .malformed("\(line.name): \(word)") }
                steps.append(PromptRule.Step(concept: concept, reach: reach))
            }
        }
        return PromptRule(reason: reason, points: points, steps: steps)
    }

    func score(_ text: String) -> Score { score(Self.words(of: text)) }

    /// Scores also what is left when words that run together are set apart; nothing where none do.
    func scoreOfJoinedWords(_ text: String) -> Score? { joined.separated(Self.words(of: text)).map(score) }

    private func score(_ words: [String]) -> Score {
        var places: [[Range<Int>]] = Array(repeating: [], count: count)
        for index in words.indices {
            concepts.matches(at: index, in: words) { end, concept in places[concept].append(index..<end) }
        }
        var score = Score()
        var most = 0
        for rule in rules where rule.matches(places) {
            score.points += rule.points
            if rule.points > most, let reason = rule.reason { (most, score.reason) = (rule.points, reason) }
        }
        return score
    }

    /// The tokens, with `^` where a line begins; Chinese and Japanese, which have no gaps, by characters.
    private static func words(of text: String) -> [String] {
        var words = ["^"]
        for token in tokens(text).prefix(mostWords) {
            if token.kind == .lineBreak {
                words.append("^")
            } else if let first = token.text.unicodeScalars.first, (0x3040...0x9FFF).contains(first.value) {
                words += token.text.map(String.init)
            } else {
                words.append(token.text)
            }
        }
        return words
    }
}

/// Why a file of rules can't be used.
package enum PromptRuleError: Error, Equatable {
    case unreadable
    case malformed(String)
}
