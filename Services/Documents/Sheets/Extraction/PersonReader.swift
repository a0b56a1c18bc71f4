import TextAnalysis

/// Finds names of people beside the word that says who they are: «el alumno Samuel Duque Ríos», «Dra. Sara Quirós».
enum PersonReader {
    /// What answers to a label, without what goes on behind the name: «Mateo Neira Arce, nacido el …», an address.
    static func trimmed(_ page: PageText, _ range: Range<Int>) -> Range<Int> {
        let places = page.tokens(in: range)
        let end = places.dropFirst().first { place in
            let token = page.tokens[place]
            guard token.text == ",", places.contains(place + 1) else { return token.text == "<" || token.text == ";" }
            let next = page.tokens[place + 1]
            return next.kind == .number || (next.kind == .word && !next.isCapitalized)
        }
        let kept = end.map { range.lowerBound..<page.tokens[$0].range.lowerBound } ?? range
        return page.trimmed(kept) ?? range
    }

    /// Whether there is a name and nothing else.
    static func isName(_ page: PageText, _ range: Range<Int>) -> Bool {
        let places = page.tokens(in: range)
        let start = places.first { !isTitle(page.tokens[$0]) } ?? places.lowerBound
        return end(ofNameAt: start, in: places, page) == places.upperBound
    }

    /// The names that stand behind one of the words.
    static func names(of persons: Set<String>, in page: PageText, _ range: Range<Int>) -> [Range<Int>] {
        let places = page.tokens(in: range)
        return places.compactMap { place -> Range<Int>? in
            guard page.tokens[place].kind == .word, let term = SchoolWords.term(page.tokens[place].text) else {
                return nil
            }
            // «la presidencia de doña Ana», and «padre de Ana», which names a child.
            let isOf = places.contains(place + 1) && page.tokens[place + 1].text == "de"
            let isChild = isOf && SchoolWords.family.contains(term) && persons.contains(SchoolWords.student)
            guard isChild || (persons.contains(term) && (!isOf || !SchoolWords.family.contains(term))) else {
                return nil
            }
            var start = isOf ? place + 2 : place + 1
            while places.contains(start), isBefore(page.tokens[start]) { start += 1 }
            guard let end = end(ofNameAt: start, in: places, page), end - start > 1 else { return nil }
            return page.range(ofTokens: isTitle(page.tokens[place]) ? place..<end : start..<end)
        }
    }

    /// Words with a capital letter, which «de», «del», «de la» may join.
    private static func end(ofNameAt start: Int, in places: Range<Int>, _ page: PageText) -> Int? {
        var end = start
        var index = start
        while places.contains(index), page.tokens[index].kind == .word {
            if page.tokens[index].isCapitalized {
                end = index + 1
            } else if !["de", "del", "la", "las", "los", "y"].contains(page.tokens[index].text) {
                break
            }
            index += 1
        }
        return end > start ? end : nil
    }

    /// «Dra.», which goes with a name.
    private static func isTitle(_ token: Token) -> Bool {
        token.text == "." || ["dr", "dra", "lic", "prof", "mtro", "mtra", "ing"].contains(token.text)
    }

    /// «don», «D.ª», «la Sra.», «:»
    private static func isBefore(_ token: Token) -> Bool {
        token.kind == .symbol ? [".", "ª", "º", ":", "/"].contains(token.text) : titles.contains(token.text)
    }

    private static let titles: Set<String> = [
        "el", "la", "don", "dona", "doña", "d", "sr", "sra", "srta", "a", "o", "mr", "mrs", "ms",
    ]
}
