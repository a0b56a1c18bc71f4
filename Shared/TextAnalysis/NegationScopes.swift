/// Which mentions of a text are negated: cues reach forward or backward within their clause.
///
/// After NegEx and ConText (Chapman 2001, Harkema 2009), with the grammar of Spanish lists: after `no` and `sin` a comma
/// goes on only where `ni` or `o` closes the list («sin fiebre, tos ni disnea», but «sin fiebre, tos productiva»).
package struct NegationScopes: Sendable {
    private let tokens: [Token]
    private let mentions: [Mention]
    /// The mention that each token belongs to.
    private let owner: [Int?]
    /// What is said of each mention, in their order.
    package private(set) var polarities: [Polarity]

    /// Tokens without a mention after which a scope has run out.
    private static let maxGap = 8
    /// Tokens ahead in which a list must be closed.
    private static let longestList = 40

    /// - Parameter mentions: ascending, without overlaps. Words inside them are no cues: «no puede respirar».
    package init(_ tokens: [Token], mentions: [Mention]) {
        self.tokens = tokens
        self.mentions = mentions
        polarities = Array(repeating: [], count: mentions.count)
        var owner: [Int?] = Array(repeating: nil, count: tokens.count)
        for (number, mention) in mentions.enumerated() {
            for index in mention.tokens { owner[index] = number }
        }
        self.owner = owner
        if !mentions.isEmpty { read() }
    }

    private mutating func read() {
        var index = 0
        while index < tokens.count {
            guard owner[index] == nil, let cue = cue(at: index) else {
                if owner[index] == nil, isMinusInParentheses(at: index) { mark(before: index, .denied, within: 1) }
                index += 1
                continue
            }
            let end = index + cue.words.count
            switch cue.reach {
            case .nothing: break
            case .either:
                if !mark(before: index, cue.polarity, within: 6) { mark(after: end, cue.polarity, isList: true) }
            case .following where cue.words == ["no"]:
                index = readNo(at: index)
                continue
            case .following, .followingList:
                if isClosed(at: end) || isAnswer(at: index) {
                    mark(before: index, cue.polarity, within: 2)
                } else {
                    mark(after: end, cue.polarity, isList: cue.reach == .followingList)
                }
            }
            index = end
        }
    }

    /// `no` may answer («fiebre: no»), stand in «no cede», or negate what follows. Returns where to read on.
    private mutating func readNo(at index: Int) -> Int {
        let next = index + 1
        if isClosed(at: next) {
            mark(before: index, .denied, within: 2)
            return next
        }
        // «alergias: no refiere».
        if ClauseWords.reporting.contains(tokens[next].text), isClosed(at: next + 1) {
            mark(before: index, .denied, within: 2)
            return next + 1
        }
        var verb = next
        while verb < tokens.count, ClauseWords.clitics.contains(tokens[verb].text) { verb += 1 }
        if verb < tokens.count, owner[verb] == nil, ClauseWords.persistence.contains(tokens[verb].text) {
            return verb + 1
        }
        let followsMention = index > 0 && owner[index - 1] != nil
        if followsMention, !ClauseWords.reporting.contains(tokens[next].text) {
            // «fiebre no cuantificada y tos»: the adjective alone.
            return next
        }
        mark(after: next, .denied, isList: false)
        return next
    }

    /// «alergias: ninguna conocida».
    private func isAnswer(at index: Int) -> Bool {
        index > 1 && tokens[index - 1].text == ":" && owner[index - 2] != nil
    }

    /// Whether nothing follows that could be negated: the end, or a mark.
    private func isClosed(at index: Int) -> Bool {
        guard index < tokens.count else { return true }
        return tokens.endsSentence(at: index) || [",", ".", ")"].contains(tokens[index].text)
    }

    /// «fiebre (-)».
    private func isMinusInParentheses(at index: Int) -> Bool {
        tokens[index].text == "(" && index + 2 < tokens.count && tokens[index + 2].text == ")"
            && ["-", "–", "−"].contains(tokens[index + 1].text)
    }

    private func cue(at index: Int) -> NegationCue? {
        guard tokens[index].kind == .word, let cues = NegationCue.byFirstWord[tokens[index].text] else { return nil }
        return cues.first { cue in
            index + cue.words.count <= tokens.count
                && cue.words.indices.allSatisfy {
                    tokens[index + $0].text == cue.words[$0] && owner[index + $0] == nil
                }
        }
    }

    private mutating func mark(after start: Int, _ polarity: Polarity, isList: Bool) {
        var index = start
        var gap = 0
        var hasMention = false
        while index < tokens.count, gap <= Self.maxGap {
            if let number = owner[index] {
                polarities[number].formUnion(polarity.intersection(mentions[number].susceptible))
                hasMention = hasMention || !polarity.isDisjoint(with: mentions[number].susceptible)
                index = mentions[number].tokens.upperBound
                gap = 0
                continue
            }
            let word = tokens[index].text
            if tokens.endsSentence(at: index) || ClauseWords.ends.contains(word) { return }
            if hasMention, ClauseWords.endsAfterMention.contains(word) { return }
            if word == "," {
                guard hasMention || isList, isList || isClosedList(from: index + 1), !beginsStatement(at: index + 1)
                else {
                    return
                }
            } else if ClauseWords.conjunctions.contains(word), beginsStatement(at: index + 1) {
                return
            } else if index > start, word == "no" || word == "sin" {
                return
            }
            index += 1
            gap += 1
        }
    }

    /// Whether a list that goes on here is closed by `ni` or `o` in its clause.
    private func isClosedList(from start: Int) -> Bool {
        for index in start..<min(start + Self.longestList, tokens.count) where owner[index] == nil {
            let word = tokens[index].text
            if ClauseWords.listClosings.contains(word) { return true }
            if tokens.endsSentence(at: index) || ClauseWords.ends.contains(word) || word == "con" { return false }
            if ClauseWords.verbs.contains(word) { return false }
        }
        return false
    }

    private func beginsStatement(at index: Int) -> Bool {
        index < tokens.count && owner[index] == nil
            && (ClauseWords.verbs.contains(tokens[index].text)
                || ClauseWords.endsAfterMention.contains(tokens[index].text))
    }

    /// Marks the nearest mention before a cue, and those joined to it where the cue is plural.
    @discardableResult
    private mutating func mark(before cue: Int, _ polarity: Polarity, within reach: Int) -> Bool {
        var index = cue - 1
        // «dolor de cabeza, pero ya se me quitó»: what links the cue to its subject ends no clause here.
        while index >= 0, owner[index] == nil, isLink(at: index), tokens[index].text != "y" { index -= 1 }
        if index >= 0, owner[index] == nil,
            tokens[index].text == "," || tokens[index].text == ":" || tokens[index].text == "?"
        {
            index -= 1
        }
        var gap = 0
        while index >= 0, gap <= reach {
            if let number = owner[index] {
                if !polarity.isDisjoint(with: mentions[number].susceptible) {
                    polarities[number].formUnion(polarity.intersection(mentions[number].susceptible))
                    markJoined(to: number, polarity, by: tokens[cue].text)
                    return true
                }
                index = mentions[number].tokens.lowerBound - 1
                continue
            }
            let word = tokens[index].text
            if tokens.endsSentence(at: index) || [",", ":", "y", "e", "and"].contains(word) { return false }
            if ClauseWords.ends.contains(word) { return false }
            index -= 1
            gap += 1
        }
        return false
    }

    private func isLink(at index: Int) -> Bool { ClauseWords.clitics.contains(tokens[index].text) }

    /// «tos y fiebre resueltas».
    private mutating func markJoined(to number: Int, _ polarity: Polarity, by cue: String) {
        guard cue.hasSuffix("os") || cue.hasSuffix("as") || cue.hasSuffix("ron") || cue == "ausentes" else { return }
        var last = number
        while last > 0 {
            let between = mentions[last - 1].tokens.upperBound..<mentions[last].tokens.lowerBound
            guard between.count <= 2, between.allSatisfy({ [",", "y", "e", "la", "el"].contains(tokens[$0].text) })
            else {
                return
            }
            last -= 1
            polarities[last].formUnion(polarity.intersection(mentions[last].susceptible))
        }
    }
}
