import TextAnalysis

extension FactGuard {
    /// Streets and corners that the facts don't name, and known house numbers at another street.
    mutating func withoutStreets(_ sentence: String) -> String {
        let words = words(sentence)
        var ranges: [Range<String.Index>] = []
        var index = 0
        while index < words.count {
            guard let (street, isKnown) = street(at: index, of: words, in: sentence) else {
                index += 1
                continue
            }
            if !isKnown {
                ranges.append(words[street.lowerBound].range.lowerBound..<words[street.upperBound].range.upperBound)
            }
            index = street.upperBound + 1
        }
        return remove(ranges, from: sentence)
    }

    private func street(
        at index: Int,
        of words: [Word],
        in sentence: String
    ) -> (words: ClosedRange<Int>, isKnown: Bool)? {
        let word = words[index].folded
        if Self.streets.contains(word) {
            let street = Self.name(at: index, of: words, in: sentence, withNumbers: true)
            return street.count > 1 ? (street, text.contains(" \(Self.phrase(words[street])) ")) : nil
        }
        if let street = numbered(at: index, of: words, in: sentence) { return (street, false) }
        guard let start = Self.placeStart(after: index, of: words, in: sentence) else { return nil }
        if let street = numbered(at: start, of: words, in: sentence) { return (street, false) }
        let street = Self.name(at: start, of: words, in: sentence)
        let names = words[street].split { $0.folded == "y" }
        let isSaid = Self.locationVerbs.contains(word) || (names.count > 1 && ["en", "entre"].contains(word))
        let isKnown = names.allSatisfy { text.contains(" \(Self.phrase($0)) ") }
        return isSaid && !isKnown ? (street, false) : nil
    }

    /// A name with a house number that the facts don't say together: «Moreno 450», «Belgrano al 500».
    private func numbered(at index: Int, of words: [Word], in sentence: String) -> ClosedRange<Int>? {
        guard Self.isCapitalized(words[index], in: sentence) else { return nil }
        let name = Self.name(at: index, of: words, in: sentence)
        var last = name.upperBound + 1
        // «Llamá al 555» is no street.
        if index > 0, last < words.count, Self.bridges.contains(words[last].folded) { last += 1 }
        guard last < words.count, Self.areTogether(words[last - 1], words[last], in: sentence),
            words[last].folded.allSatisfy(\.isWholeNumber), words[last].folded.count <= 5,
            !Self.goesOn(after: words[last], in: sentence)
        else { return nil }
        let number = Self.digits(words[last].folded).joined()
        let isNameKnown = text.contains(" \(Self.phrase(words[name])) ")
        guard !isNameKnown, !letters.contains(words[name].map(\.folded).joined() + number) else { return nil }
        let isInvented = numbers.contains(number) ? houseNumbers.contains(number) : index > 0 || number.count > 2
        return isInvented ? index...last : nil
    }

    /// Where a name begins that a place is told with: after «queda en», or «en» and «entre» alone.
    private static func placeStart(after index: Int, of words: [Word], in sentence: String) -> Int? {
        var isPlace = placeWords.contains(words[index].folded)
        guard isPlace || locationVerbs.contains(words[index].folded) else { return nil }
        var next = index + 1
        while next < words.count, next <= index + 4, areTogether(words[next - 1], words[next], in: sentence) {
            let word = words[next]
            if isCapitalized(word, in: sentence) {
                let isOther = generic.contains(word.folded) || streets.contains(word.folded)
                return isPlace && !isOther ? next : nil
            }
            guard placeWords.contains(word.folded) || connectives.contains(word.folded) else { return nil }
            isPlace = isPlace || placeWords.contains(word.folded)
            next += 1
        }
        return nil
    }

    /// A word and what belongs to it: capitalised words, and small ones between them.
    private static func name(
        at index: Int,
        of words: [Word],
        in sentence: String,
        withNumbers: Bool = false
    ) -> ClosedRange<Int> {
        var last = index
        while last + 1 < words.count, areTogether(words[last], words[last + 1], in: sentence),
            connectives.contains(words[last + 1].folded) || isCapitalized(words[last + 1], in: sentence)
                || (withNumbers && sentence[words[last + 1].range].first?.isNumber == true)
        {
            last += 1
        }
        while last > index, connectives.contains(words[last].folded) { last -= 1 }
        return index...last
    }

    private static func phrase(_ words: ArraySlice<Word>) -> String { words.map(\.folded).joined(separator: " ") }

    private static func isCapitalized(_ word: Word, in sentence: String) -> Bool {
        sentence[word.range].first?.isUppercase == true
    }

    private static func areTogether(_ word: Word, _ next: Word, in sentence: String) -> Bool {
        let gap = sentence[word.range.upperBound..<next.range.lowerBound]
        let isShort = word.folded.count == 1 || abbreviations.contains(word.folded)
        return gap.allSatisfy { " °º*_«\"\u{00A0}".contains($0) || ($0 == "." && isShort) }
    }

    /// Whether more digits follow, as in a telephone.
    private static func goesOn(after word: Word, in sentence: String) -> Bool {
        let rest = sentence[word.range.upperBound...]
        return rest.drop { " -./()\u{2013}\u{00A0}".contains($0) }.first?.isNumber == true
    }

    private static let streets: Set<String> = [
        "calle", "av", "avda", "avenida", "diagonal", "diag", "ruta", "pasaje", "pje", "bulevar", "boulevard", "bv",
        "camino", "esquina",
    ]
    /// After which a full stop ends no sentence.
    private static let abbreviations: Set<String> = [
        "av", "avda", "diag", "pje", "bv", "gral", "pte", "cnel", "cap", "sta", "sto", "gdor", "ing", "dr", "dra",
        "vte",
        "tte", "alte", "int", "nro", "num", "no",
    ]
    private static let connectives: Set<String> = ["de", "del", "la", "las", "los", "el", "y", "n"]
    /// Between a street's name and its number.
    private static let bridges: Set<String> = ["al", "n", "no", "nro", "num", "numero"]
    private static let placeWords: Set<String> = ["en", "entre", "a", "al", "sobre", "frente", "por"]
    private static let locationVerbs: Set<String> = [
        "queda", "quedan", "ubicada", "ubicado", "ubicadas", "ubicados", "situada", "situado", "esta", "estan",
        "encuentra", "encuentran", "atiende", "atienden", "funciona", "funcionan", "anda", "ve", "vaya", "ir",
        "acercate",
        "acerquese", "acude", "acuda", "dirigite", "dirigete", "dirijase", "presentate", "presentese",
    ]
    /// What names no street though it has a capital.
    private static let generic: Set<String> = [
        "municipalidad", "municipio", "oficina", "oficinas", "mesa", "casa", "delegacion", "registro", "provincia",
        "partido", "internet", "argentina", "whatsapp", "tierras", "secretaria", "direccion", "centro",
    ]
}
