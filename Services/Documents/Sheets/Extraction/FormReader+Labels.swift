import TextAnalysis

/// Where labels begin and end, also where several stand in one line with their answers between them.
extension FormReader {
    struct Label {
        /// Places among the page's tokens.
        let words: Range<Int>
        /// The colon, the row of points or the dash.
        let separator: Range<Int>
        let isDash: Bool
    }

    /// The labels of a line, in their order.
    func labels(of line: Range<Int>) -> [Label] {
        var labels: [Label] = []
        var from = line.lowerBound
        var index = line.lowerBound
        while index < line.upperBound {
            let end = separatorEnd(index, in: line, isFirst: labels.isEmpty)
            guard let end, let words = words(before: index, from: from, isFirst: labels.isEmpty) else {
                index = end ?? index + 1
                continue
            }
            labels.append(Label(words: words, separator: index..<end, isDash: false))
            from = end
            index = end
        }
        return labels.isEmpty ? dashed(line).map { [$0] } ?? [] : labels
    }

    /// «La tutora del grupo es Ana Ruiz.»
    mutating func readSentences(_ line: Range<Int>) {
        var start = line.lowerBound
        for index in line where endsSentence(index, in: line) {
            let sentence = start..<index + 1
            start = index + 1
            guard let copula = sentence.first(where: { Self.copulas.contains(page.tokens[$0].text) }),
                copula > sentence.lowerBound, copula - sentence.lowerBound <= 10, copula + 1 < sentence.upperBound
            else { continue }
            let last = page.tokens[index].text == "." ? index : index + 1
            let value = page.range(ofTokens: copula + 1..<max(copula + 2, last))
            add(ColumnQuery.terms(page.tokens[sentence.lowerBound..<copula]), value, .told)
        }
    }

    private func endsSentence(_ index: Int, in line: Range<Int>) -> Bool {
        if index + 1 == line.upperBound { return true }
        guard page.tokens.endsSentence(at: index) else { return false }
        return page.tokens[index].text != "." || !isAbbreviation(before: index)
    }

    /// A colon that parts no time and no address, or a row of points.
    private func separatorEnd(_ index: Int, in line: Range<Int>, isFirst: Bool) -> Int? {
        let token = page.tokens[index]
        if token.text == ":" {
            guard index + 1 < line.upperBound else { return index + 1 }
            let next = page.tokens[index + 1]
            let isTime =
                next.kind == .number && !next.followsSpace && index > 0 && page.tokens[index - 1].kind == .number
            return isTime || next.text == "/" ? nil : index + 1
        }
        // «¿Autoriza la salida? [x] Sí»
        if token.text == "?" {
            guard index + 1 < line.upperBound else { return nil }
            let hasColon = page.tokens[index + 1].text == ":"
            return hasColon ? index + 2 : index + 1
        }
        guard token.text == "." || token.text == "…", isFirst else { return nil }
        var end = index
        while end < line.upperBound, page.tokens[end].text == token.text { end += 1 }
        return end - index >= (token.text == "…" ? 1 : 4) && end < line.upperBound ? end : nil
    }

    /// The words that a separator stands after.
    ///
    /// The first label of a line is all that stands before; of a later one, the answer before it ends where the last word
    /// with a capital letter begins: «Alumna: Ana Ruiz Nombre de la madre: …».
    private func words(before separator: Int, from: Int, isFirst: Bool) -> Range<Int>? {
        var start = separator
        while start > from, isPartOfLabel(start - 1) {
            start -= 1
            if page.isSetApart(start) { return nonempty(start..<separator) }
        }
        let words = start..<separator
        let count = page.tokens[words].count { $0.kind == .word || $0.kind == .number }
        if isFirst, count <= Self.longestLabel { return nonempty(words) }
        guard let capital = words.last(where: { page.tokens[$0].isCapitalized }), separator - capital <= 6 else {
            return isFirst ? nil : nonempty(words.suffix(1))
        }
        start = capital
        while start - 2 >= words.lowerBound, let before = connected(start, from: words.lowerBound) { start = before }
        return start..<separator
    }

    /// The word with a capital letter that «de», «del», «de la», «y» join to another.
    private func connected(_ index: Int, from: Int) -> Int? {
        var before = index - 1
        while before > from, Self.connectors.contains(page.tokens[before].text) { before -= 1 }
        return before < index - 1 && page.tokens[before].isCapitalized ? before : nil
    }

    private func nonempty(_ words: Range<Int>) -> Range<Int>? {
        page.tokens[words].contains { $0.kind == .word } ? words : nil
    }

    private func isPartOfLabel(_ index: Int) -> Bool {
        let token = page.tokens[index]
        switch token.kind {
        case .word, .number: return true
        case .lineBreak: return false
        case .symbol:
            guard Self.marks.contains(token.text) else { return false }
            return token.text != "." || !page.tokens.endsSentence(at: index) || isAbbreviation(before: index)
        }
    }

    /// «Tel.», «F. de nac.», «Núm.»
    private func isAbbreviation(before point: Int) -> Bool {
        point > 0 && page.tokens[point - 1].kind == .word && page.tokens[point - 1].text.utf8.count <= 4
    }

    /// «Fecha – 12 de marzo», with a capital letter and nothing before.
    private func dashed(_ line: Range<Int>) -> Label? {
        let dash = line.dropFirst().prefix(6).first { ["-", "–", "—", "="].contains(page.tokens[$0].text) }
        guard let dash, page.tokens[dash].followsSpace, dash + 1 < line.upperBound, page.tokens[dash + 1].followsSpace,
            page.tokens[line.lowerBound].isCapitalized
        else { return nil }
        return Label(words: line.lowerBound..<dash, separator: dash..<dash + 1, isDash: true)
    }

    private static let marks: Set<String> = ["(", ")", "/", "%", ".", "º", "ª", "°", "-", "'", "’", "#"]
    private static let connectors: Set<String> = [
        "de", "del", "la", "el", "los", "las", "y", "e", "o", "al", "of", "and",
    ]
    private static let copulas: Set<String> = [
        "es", "son", "sera", "seran", "fue", "fueron", "is", "are", "was", "were",
    ]
}
