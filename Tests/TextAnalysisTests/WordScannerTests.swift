import TextAnalysis
import Testing

struct WordScannerTests {
    private func scan(_ text: String) -> [WordScanner.Found] {
        var scanner = WordScanner()
        var found: [WordScanner.Found] = []
        scanner.scan(text) { found.append($0) }
        return found
    }

    @Test func findsTheSameWordsAsTheScanByCharacters() {
        for text in ["¿Fiebre de 39 °C? ¡Sí!", "AÑO, pingüino… canción", "", "🙂", "Σωκράτης 東京 x"] {
            #expect(scan(text).map(\.folded) == words(text).map(\.folded))
        }
    }

    @Test func tellsWhereWordsStandAndWhatHyphensJoin() {
        let text = "🙂 IL-6 y T–4 - fin"
        let found = scan(text)
        #expect(
            found.map { String(decoding: Array(text.utf16)[$0.range], as: UTF16.self) } == [
                "IL", "6", "y", "T", "4", "fin",
            ]
        )
        #expect(found.map(\.followsHyphen) == [false, true, false, false, true, false])
    }

    @Test func passesOverWhatIsInvisible() {
        #expect(scan("ca\u{AD}sa").map(\.folded) == ["casa"])
        #expect(scan("cancio\u{301}n").map(\.folded) == ["cancion"])
    }

    @Test func guessesTheLanguageOfAText() {
        #expect(Analyzer.guess("The patient was seen by the doctor") == .english)
        #expect(Analyzer.guess("El paciente fue visto por la doctora") == .spanish)
        #expect(Analyzer.guess("") == .spanish)
    }
}
