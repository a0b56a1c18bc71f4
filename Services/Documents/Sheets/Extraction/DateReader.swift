import TextAnalysis

/// Reads the first date of a text, as Spanish and English write them, with its year: `2026-03-12`.
///
/// `12/3/2026` is the 12th of March, as in all countries that speak Spanish; only where that can't be, the month comes
/// first.
package struct DateReader {
    private let tokens: ArraySlice<Token>

    private init(_ tokens: ArraySlice<Token>) {
        self.tokens = tokens
    }

    static func first(in tokens: ArraySlice<Token>) -> (value: String, range: Range<Int>)? {
        all(in: tokens, limit: 1).first
    }

    package static func all(in tokens: ArraySlice<Token>, limit: Int = 20) -> [(value: String, range: Range<Int>)] {
        let reader = DateReader(tokens)
        var found: [(String, Range<Int>)] = []
        var index = tokens.startIndex
        while index < tokens.endIndex, found.count < limit {
            if let (value, end) = reader.date(at: index) {
                found.append((value, tokens[index].range.lowerBound..<tokens[end - 1].range.upperBound))
                index = end
            } else {
                index += 1
            }
        }
        return found
    }

    /// The date that begins with a token, and the token after it.
    private func date(at index: Int) -> (String, end: Int)? {
        switch tokens[index].kind {
        case .number: dotted(index) ?? separated(index) ?? dayFirst(index)
        case .word: monthFirst(index) ?? dayFirst(index)
        case .symbol, .lineBreak: nil
        }
    }

    /// `12.03.2026`
    private func dotted(_ index: Int) -> (String, Int)? {
        let parts = tokens[index].text.split(separator: ".").map { Int($0) }
        guard parts.count == 3, let one = parts[0], let two = parts[1], let year = parts[2] else { return nil }
        return Self.written(one, two, year).map { ($0, index + 1) }
    }

    /// `12/3/2026`, `2026-03-12`, `12-mar-2026`
    private func separated(_ index: Int) -> (String, Int)? {
        guard let one = number(index), let mark = symbol(index + 1), "/-–".contains(mark), symbol(index + 3) == mark,
            let three = number(index + 4)
        else { return nil }
        if let month = word(index + 2).flatMap(Self.month) {
            return Self.date(year: three, month, one).map { ($0, index + 5) }
        }
        guard let two = number(index + 2) else { return nil }
        let value = one > 31 ? Self.date(year: one, two, three) : Self.written(one, two, three)
        return value.map { ($0, index + 5) }
    }

    /// `12 de marzo de 2026`, `1.º de abril del año 2026`, `doce días del mes de marzo de dos mil veintiséis`
    private func dayFirst(_ index: Int) -> (String, Int)? {
        guard let (day, end) = day(index) else { return nil }
        var next = end
        while let mark = text(next), [".", "º", "°", "o", "er", "st", "nd", "rd", "th"].contains(mark) { next += 1 }
        next = skip(next, ["de", "dias", "del", "mes", "of"])
        guard let month = word(next).flatMap(Self.month) else { return nil }
        return year(after: next + 1).flatMap { year, end in
            Self.date(year: year, month, day).map { ($0, end) }
        }
    }

    private func day(_ index: Int) -> (Int, end: Int)? {
        if let day = number(index) { return (day, index + 1) }
        return word(index) == "primero"
            ? (1, index + 1) : SpanishNumber.below100(at: index, in: tokens).map { ($0.value, $0.end) }
    }

    /// `March 12, 2026`
    private func monthFirst(_ index: Int) -> (String, Int)? {
        guard let month = word(index).flatMap(Self.month), let day = number(index + 1) else { return nil }
        let next = skip(index + 2, ["st", "nd", "rd", "th"])
        return year(after: next).flatMap { year, end in Self.date(year: year, month, day).map { ($0, end) } }
    }

    private func year(after index: Int) -> (Int, end: Int)? {
        let next = skip(index, ["de", "del", "ano", "año", ",", "."])
        guard let year = number(next), Self.full(year) != nil else {
            return SpanishNumber.year(at: next, in: tokens).map { ($0.value, $0.end) }
        }
        return (year, next + 1)
    }

    private func skip(_ index: Int, _ words: Set<String>) -> Int {
        var index = index
        while let text = text(index), words.contains(text) { index += 1 }
        return index
    }

    private func text(_ index: Int) -> String? { tokens.indices.contains(index) ? tokens[index].text : nil }

    private func word(_ index: Int) -> String? {
        tokens.indices.contains(index) && tokens[index].kind == .word ? tokens[index].text : nil
    }

    private func symbol(_ index: Int) -> String? {
        tokens.indices.contains(index) && tokens[index].kind == .symbol ? tokens[index].text : nil
    }

    private func number(_ index: Int) -> Int? {
        tokens.indices.contains(index) && tokens[index].kind == .number ? Int(tokens[index].text) : nil
    }

    private static func written(_ one: Int, _ two: Int, _ year: Int) -> String? {
        date(year: year, two, one) ?? date(year: year, one, two)
    }

    private static func date(year: Int, _ month: Int, _ day: Int) -> String? {
        guard let year = full(year), (1...12).contains(month), day >= 1, day <= days(of: month, year) else {
            return nil
        }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(year)-\(two(month))-\(two(day))"
    }

    /// Two digits are of this century up to 49, else of the last.
    private static func full(_ year: Int) -> Int? {
        switch year {
        case 0...49: 2000 + year
        case 50...99: 1900 + year
        case 1900...2199: year
        default: nil
        }
    }

    private static func days(of month: Int, _ year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func month(_ word: String) -> Int? { months[word] }

    private static let months: [String: Int] = {
        let names = [
            "enero ene january jan", "febrero feb february", "marzo mar march", "abril abr april apr", "mayo may",
            "junio jun june", "julio jul july", "agosto ago august aug", "septiembre setiembre sep sept set september",
            "octubre oct october", "noviembre nov november", "diciembre dic december dec",
        ]
        var months: [String: Int] = [:]
        for (number, list) in names.enumerated() {
            for name in list.split(separator: " ") { months[String(name)] = number + 1 }
        }
        return months
    }()
}
