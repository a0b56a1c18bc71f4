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

    /// Texts are read to this many words; what a model should do stands at the beginning or, pasted, in the whole.
    private static let mostWords = 20_000

    /// - Parameter folder: holds `prompt_rules.txt`; a rule that names no known concept or reason stops the daemon.
    package init(folder: String) throws(PromptRuleError) {
        guard let file = try? VocabularyFile(folder: folder, name: "prompt_rules") else { throw .unreadable }
        var numbers: [String: Int] = [:]
        for line in file.lines {
            if line.section == "concepts" {
                let number = numbers[line.name] ?? count
                if numbers.updateValue(number, forKey: line.name) == nil { count += 1 }
                for phrase in line.spellings { concepts.insert(phrase, number) }
            } else {
                rules.append(try Self.rule(line, concepts: numbers))
            }
        }
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

    func score(_ text: String) -> Score {
        var words = ["^"]
        for token in tokens(text).prefix(Self.mostWords) {
            words.append(token.kind == .lineBreak ? "^" : token.text)
        }
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
}

/// Why a file of rules can't be used.
package enum PromptRuleError: Error, Equatable {
    case unreadable
    case malformed(String)
}
