import TextAnalysis

/// The numbers that a text states, so that alike ones are spelt alike: `1.200` and `1,200`, `05` and «cinco», the month in
/// `12/05/2025` and «mayo».
struct StatedNumbers {
    /// In figures and in words.
    private(set) var numbers: Set<String> = []
    /// Of dates that are written with strokes.
    private(set) var dateParts: Set<String> = []
    private(set) var months: Set<String> = []
    /// Whether there are any in figures.
    private(set) var hasFigures = false

    init(_ tokens: [Token]) {
        for (index, token) in tokens.enumerated() {
            if token.kind == .number { hasFigures = true }
            if let number = Self.number(token) {
                let isDate = Self.isStroke(tokens, index - 1) || Self.isStroke(tokens, index + 1)
                if isDate { dateParts.insert(number) } else { numbers.insert(number) }
            }
            if let month = Self.month(token) { months.insert(month) }
        }
    }

    /// In figures or in words.
    static func number(_ token: Token) -> String? {
        switch token.kind {
        case .number: plain(token.text)
        case .word: spelled[token.text]
        case .symbol, .lineBreak: nil
        }
    }

    /// "may" and "march" are verbs, too.
    static func month(_ token: Token) -> String? {
        spanishMonths[token.text] ?? (token.isCapitalized ? english[token.text] : nil)
    }

    private init() {}

    /// All that several texts state.
    init(_ all: some Sequence<StatedNumbers>) {
        self.init()
        for stated in all {
            numbers.formUnion(stated.numbers)
            dateParts.formUnion(stated.dateParts)
            months.formUnion(stated.months)
            hasFigures = hasFigures || stated.hasFigures
        }
    }

    /// Whether the other states all of these.
    func isStated(by other: StatedNumbers) -> Bool {
        let plain = other.numbers.union(other.dateParts)
        return numbers.isSubset(of: plain) && dateParts.isSubset(of: plain.union(other.months))
            && months.isSubset(of: other.months.union(other.dateParts))
    }

    private static func isStroke(_ tokens: [Token], _ index: Int) -> Bool {
        tokens.indices.contains(index) && tokens[index].text == "/"
    }

    /// Without separators of thousands, with a point for decimals, without zeros that say nothing.
    static func plain(_ number: String) -> String {
        let groups = number.split { $0 == "." || $0 == "," }.map(String.init)
        guard groups.count > 1 else { return withoutZeros(number) }
        let areThousands = groups.dropFirst().allSatisfy { $0.count == 3 } && groups[0].count <= 3 && groups[0] != "0"
        if areThousands { return groups.joined() }
        let decimals = withoutTrailingZeros(groups[groups.count - 1])
        let whole = withoutZeros(groups.dropLast().joined())
        return decimals.isEmpty ? whole : "\(whole).\(decimals)"
    }

    private static func withoutZeros(_ digits: String) -> String {
        let rest = digits.drop { $0 == "0" }
        return rest.isEmpty ? "0" : String(rest)
    }

    private static func withoutTrailingZeros(_ digits: String) -> Substring {
        var rest = digits[...]
        while rest.last == "0" { rest.removeLast() }
        return rest
    }

    /// Not «once», which is a word of English.
    private static let spelled = table(
        """
        dos two 2, tres three 3, cuatro four 4, cinco five 5, seis six 6, siete seven 7, ocho eight 8, nueve nine 9,
        diez ten 10, eleven 11, doce twelve 12, trece thirteen 13, catorce fourteen 14, quince fifteen 15,
        dieciseis sixteen 16, diecisiete seventeen 17, dieciocho eighteen 18, diecinueve nineteen 19,
        veinte twenty 20, treinta thirty 30, cuarenta forty 40, cincuenta fifty 50, sesenta sixty 60,
        setenta seventy 70, ochenta eighty 80, noventa ninety 90, cien hundred 100, mil thousand 1000
        """
    )

    private static let spanishMonths = table(
        """
        enero 1, febrero 2, marzo 3, abril 4, mayo 5, junio 6, julio 7, agosto 8, septiembre 9, setiembre 9, octubre 10,
        noviembre 11, diciembre 12
        """
    )
    private static let english = table(
        """
        january 1, february 2, march 3, april 4, may 5, june 6, july 7, august 8, september 9, october 10, november 11,
        december 12
        """
    )

    /// Words, and behind them what they stand for.
    private static func table(_ entries: String) -> [String: String] {
        var table: [String: String] = [:]
        for entry in entries.split(separator: ",") {
            let words = entry.split(whereSeparator: \.isWhitespace).map(String.init)
            for word in words.dropLast() { table[word] = words[words.count - 1] }
        }
        return table
    }
}
