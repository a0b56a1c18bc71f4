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

    @Test func tellsWhereWordsStandAndWhatJoinsThem() {
        let text = "🙂 IL-6 y T–4 - fin"
        let found = scan(text)
        #expect(
            found.map { String(decoding: Array(text.utf16)[$0.range], as: UTF16.self) } == [
                "IL", "6", "y", "T", "4", "fin",
            ]
        )
        #expect(found.map(\.joint) == [.other, .hyphen, .other, .other, .hyphen, .other])
    }

    @Test(
        arguments: [
            ("3.º A", .ordinal), ("3º A", .ordinal), ("3ªA", .ordinal), ("3 A", .other), ("3.º, A", .other),
            ("12/34", .slash), ("ex_12", .slash), ("12 / 34", .other), ("12.345", .point), ("x. Y", .other),
            ("-a--b", .other),
        ] as [(String, WordScanner.Joint)]
    )
    func ordinalsAndMarksJoinWhatStandsBesideThem(text: String, joint: WordScanner.Joint) {
        #expect(scan(text).map(\.joint) == [.other, joint])
        #expect(scan(text).allSatisfy { !$0.folded.contains("º") && !$0.folded.contains("ª") })
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
