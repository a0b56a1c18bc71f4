import TextAnalysis

/// The numbers that a text states, so that alike ones are spelt alike: `1.200`, `1,200` and «mil doscientos» apart, `05`,
/// `5`, «cinco» and the month of May are one.
struct StatedNumbers {
    /// In figures.
    private(set) var figures: Set<String> = []
    /// In words and by months.
    private(set) var words: Set<String> = []

    var all: Set<String> { figures.union(words) }

    init(_ tokens: [Token]) {
        for token in tokens {
            switch token.kind {
            case .number: figures.insert(Self.plain(token.text))
            case .word: if let number = Self.spelled[token.text] { words.insert(number) }
            case .symbol, .lineBreak: break
            }
        }
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

    private static let spelled: [String: String] = {
        let numbers = """
            dos two 2, tres three 3, cuatro four 4, cinco five 5, seis six 6, siete seven 7, ocho eight 8, nueve nine 9,
            diez ten 10, once eleven 11, doce twelve 12, trece thirteen 13, catorce fourteen 14, quince fifteen 15,
            dieciseis sixteen 16, diecisiete seventeen 17, dieciocho eighteen 18, diecinueve nineteen 19,
            veinte twenty 20, treinta thirty 30, cuarenta forty 40, cincuenta fifty 50, sesenta sixty 60,
            setenta seventy 70, ochenta eighty 80, noventa ninety 90, cien hundred 100, mil thousand 1000,
            enero january 1, febrero february 2, marzo march 3, abril april 4, mayo may 5, junio june 6, julio july 7,
            agosto august 8, septiembre september 9, setiembre september 9, octubre october 10, noviembre november 11,
            diciembre december 12
            """
        var spelled: [String: String] = [:]
        for entry in numbers.split(separator: ",") {
            let words = entry.split(whereSeparator: \.isWhitespace).map(String.init)
            for word in words.dropLast() { spelled[word] = words[words.count - 1] }
        }
        return spelled
    }()
}
