import TextAnalysis

/// A number in words, or several that are read out one after the other as a telephone's are.
struct SpelledNumber {
    /// Where it stands among the words of its text.
    let words: ClosedRange<Int>
    /// «cuatro cincuenta y seis» → 456, «mil quinientos» → 1500.
    let digits: String
    /// Whether it says something that has to be known: not how many there are of something.
    let isTelling: Bool

    /// With digits among them: «4 cinco seis».
    static func all(of words: [Word], in text: String) -> [SpelledNumber] {
        var found: [SpelledNumber] = []
        var index = 0
        while index < words.count {
            guard let first = Part(words[index]) else {
                index += 1
                continue
            }
            var parts = [first]
            var (last, isListed) = (index, false)
            while let (next, part) = following(last, parts[parts.count - 1], of: words, in: text) {
                isListed = isListed || text[words[last].range.upperBound..<words[next].range.lowerBound].contains(",")
                parts.append(part)
                last = next
            }
            if parts.contains(where: \.isSpelled) {
                let isTelling =
                    switch parts.count {
                    case 1: (13..<100).contains(first.value) || (200..<1_000).contains(first.value)
                    case 2: !isListed
                    default: true
                    }
                found.append(SpelledNumber(words: index...last, digits: digits(of: parts), isTelling: isTelling))
            }
            index = last + 1
        }
        return found
    }

    static func value(of folded: String) -> Int? { values[folded] }

    private struct Part {
        let value: Int
        /// As they stand, where it is none in words.
        let digits: String?
        var isSpelled: Bool { digits == nil }

        init?(_ word: Word) {
            if let value = SpelledNumber.values[word.folded] {
                self.value = value
                digits = nil
            } else if word.folded.allSatisfy(\.isWholeNumber), word.folded.count <= 4 {
                value = 0
                digits = FactGuard.digits(word.folded).joined()
            } else {
                return nil
            }
        }
    }

    /// The part after one: right behind it, or behind the «y» of «cuarenta y cinco».
    private static func following(_ index: Int, _ part: Part, of words: [Word], in text: String) -> (Int, Part)? {
        guard index + 1 < words.count, areTogether(words[index], words[index + 1], in: text) else { return nil }
        if let next = Part(words[index + 1]) { return (index + 1, next) }
        guard part.isSpelled, (20..<100).contains(part.value), part.value.isMultiple(of: 10),
            ["y", "and"].contains(words[index + 1].folded), index + 2 < words.count,
            let next = Part(words[index + 2]), next.isSpelled, next.value < 10
        else { return nil }
        return (index + 2, next)
    }

    private static func areTogether(_ word: Word, _ next: Word, in text: String) -> Bool {
        let gap = text[word.range.upperBound..<next.range.lowerBound]
        return gap.count <= 3 && gap.allSatisfy { " ,.-*_\u{2013}\u{00A0}".contains($0) }
    }

    /// A smaller part after a round one is added to it, any other is read out after it.
    private static func digits(of parts: [Part]) -> String {
        var digits = ""
        var sum: Int?
        /// What may still be added to the sum is smaller.
        var room = 0
        func close() {
            if let value = sum { digits += String(value) }
            sum = nil
        }
        for part in parts {
            if let written = part.digits {
                close()
                digits += written
            } else if part.value == 1_000, let value = sum, value < 1_000, value > 0 {
                (sum, room) = (value * 1_000, 1_000)
            } else if let value = sum, part.value > 0, part.value < room {
                (sum, room) = (value + part.value, Self.room(after: part.value))
            } else {
                close()
                (sum, room) = (part.value, Self.room(after: part.value))
            }
        }
        close()
        return digits
    }

    private static func room(after value: Int) -> Int {
        switch value {
        case 1_000: 1_000
        case 100...: 100
        case 20...: value.isMultiple(of: 10) ? 10 : 0
        default: 0
        }
    }

    private static let values: [String: Int] = {
        let lists = [
            (
                0, 1,
                """
                cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis \
                diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco \
                veintiseis veintisiete veintiocho veintinueve
                """
            ),
            (
                0, 1,
                """
                zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
                seventeen eighteen nineteen
                """
            ),
            (30, 10, "treinta cuarenta cincuenta sesenta setenta ochenta noventa"),
            (20, 10, "twenty thirty forty fifty sixty seventy eighty ninety"),
            (
                100, 100,
                """
                ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos
                """
            ),
        ]
        var values = ["cien": 100, "hundred": 100, "mil": 1_000, "thousand": 1_000, "veintiun": 21]
        for (first, step, words) in lists {
            for (count, word) in words.split(separator: " ").enumerated() {
                values[String(word)] = first + step * count
                if step == 100 { values[String(word).replacing("tos", with: "tas")] = first + step * count }
            }
        }
        return values
    }()
}
