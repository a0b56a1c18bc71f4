import TextAnalysis

/// Numbers as words: «doce», «treinta y uno», «dos mil veintiséis».
enum SpanishNumber {
    static func isWord(_ folded: String) -> Bool { units[folded] != nil || tens[folded] != nil }

    /// The number from 0 to 99 that begins with a token, and the token after it.
    static func below100(at index: Int, in tokens: ArraySlice<Token>) -> (value: Int, end: Int)? {
        guard let first = word(index, tokens) else { return nil }
        if let value = units[first] { return (value, index + 1) }
        guard let value = tens[first] else { return nil }
        if word(index + 1, tokens) == "y", let unit = word(index + 2, tokens).flatMap({ units[$0] }),
            (1...9).contains(unit)
        {
            return (value + unit, index + 3)
        }
        return (value, index + 1)
    }

    /// «dos mil veintiséis»: a year of this century.
    static func year(at index: Int, in tokens: ArraySlice<Token>) -> (value: Int, end: Int)? {
        guard word(index, tokens) == "dos", word(index + 1, tokens) == "mil" else { return nil }
        guard let (rest, end) = below100(at: index + 2, in: tokens) else { return (2000, index + 2) }
        return (2000 + rest, end)
    }

    private static func word(_ index: Int, _ tokens: ArraySlice<Token>) -> String? {
        tokens.indices.contains(index) && tokens[index].kind == .word ? tokens[index].text : nil
    }

    private static let units: [String: Int] = {
        let list = """
            cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis
            diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete
            veintiocho veintinueve
            """
        let names = list.split(whereSeparator: \.isWhitespace).map(String.init)
        return Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    }()
    private static let tens = [
        "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90,
    ]
}
