import TextAnalysis
import Testing

struct TokenTests {
    @Test(arguments: [
        ("SatO2 92 %", ["sato", "2", "92", "%"]), ("38,5°C", ["38,5", "°", "c"]), ("c/8h.", ["c", "/", "8", "h", "."]),
        ("Fiebre: 12.500, sí.", ["fiebre", ":", "12.500", ",", "si", "."]), ("", []), ("5.", ["5", "."]),
        ("in\u{200B}fec\u{AD}ción", ["infeccion"]), ("nin\u{303}o", ["niño"]), ("SpO₂", ["spo", "2"]),
        ("1º", ["1", "º"]),
    ])
    func splitsWordsNumbersAndSymbols(_ text: String, _ expected: [String]) {
        #expect(tokens(text).map(\.text) == expected)
    }

    @Test func saysWhereTokensStandInUTF16() {
        let text = "🙂 Niño\u{301} 38,5 °C.\nFin"
        let units = Array(text.utf16)
        let written = tokens(text).map { String(decoding: units[$0.range], as: UTF16.self) }
        #expect(written == ["🙂", "Niño\u{301}", "38,5", "°", "C", ".", "\n", "Fin"])
    }

    @Test func knowsWhereSentencesEnd() {
        let found = tokens("v.o. cada 8 h. Fin; ¿sí?")
        let ends = found.indices.filter { found.endsSentence(at: $0) }.map { found[$0].text }
        #expect(ends == [".", ".", ";", "?"])
    }

    @Test func keepsCapitalsAndSpaces() {
        let found = tokens("45F K")
        #expect(found.map(\.isCapitalized) == [false, true, true])
        #expect(found.map(\.followsSpace) == [true, false, true])
    }
}
