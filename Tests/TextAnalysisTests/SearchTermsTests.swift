import TextAnalysis
import Testing

struct SearchTermsTests {
    @Test(arguments: [
        ("Canción", "cancion"), ("AÑO", "año"), ("PINGÜINO", "pinguino"), ("Ação", "acao"), ("garçon", "garcon"),
        ("crème brûlée", "creme brulee"), ("36,5 ºC", "36,5 ºc"), ("", ""), ("🙂", "🙂"),
    ])
    func foldsCaseAndDiacritics(_ text: String, _ folded: String) {
        #expect(fold(text) == folded)
    }

    @Test func foldsDecomposedTextToTheSameBytes() {
        for text in ["Canción", "año", "pingüino", "señal"] {
            let decomposed = text.decomposed
            #expect(Array(decomposed.utf8) != Array(text.utf8))
            #expect(Array(fold(decomposed).utf8) == Array(fold(text).utf8))
        }
    }

    @Test func findsWordsAndWhereTheyStand() {
        let text = "¿Fiebre de 39 °C? ¡Sí!"
        let found = words(text)
        #expect(found.map(\.folded) == ["fiebre", "de", "39", "c", "si"])
        #expect(found.map { String(text[$0.range]) } == ["Fiebre", "de", "39", "C", "Sí"])
        #expect(words("").isEmpty)
        #expect(words("🙂 … ¿?").isEmpty)
        #expect(words("dolor").map(\.folded) == ["dolor"])
    }

    @Test(arguments: [
        ("infección", "infecciones"), ("niño", "niños"), ("pulmón", "PULMONES"), ("radiografía", "radiografias"),
        ("médico", "medica"), ("tratamiento", "tratamientos"), ("análisis", "analisis"),
    ])
    func findsAWordByItsOtherForms(_ word: String, _ other: String) {
        #expect(!searchTerms(word).isEmpty)
        #expect(searchTerms(word) == searchTerms(other))
    }

    @Test(arguments: [("año", "ano"), ("niño", "nino"), ("caso", "cosa"), ("fiebre", "tos")])
    func keepsDifferentWordsApart(_ word: String, _ other: String) {
        #expect(searchTerms(word) != searchTerms(other))
    }

    @Test func leavesOutWhatStandsInEveryText() {
        #expect(searchTerms("¿Qué es la diabetes?") == searchTerms("diabetes"))
        #expect(searchTerms("de la que con y sin él más") == [])
        #expect(searchTerms("The pain is in the arm") == searchTerms("pain arm"))
        #expect(searchTerms("y a 5 🙂") == [])
        #expect(searchTerms("covid19 T4 39") == ["covid19", "t4", "39"])
    }

    @Test func agreesWithTheTermsOfItsWords() {
        let text = "Dolor torácico con disnea progresiva"
        let terms = Set(words(text).map(\.term))
        #expect(searchTerms(text).isSubset(of: terms))
        #expect(searchTerms(text).count == 4)
    }

    @Test(.timeLimit(.minutes(1))) func takesAMegabyteInItsStride() {
        let prose = String(repeating: "La exploración neumológica mostró crepitantes 🙂. ", count: 20_000)
        let elapsed = ContinuousClock().measure {
            #expect(searchTerms(prose).count == 4)
            #expect(searchTerms(String(repeating: "á", count: 500_000)).count == 1)
        }
        #expect(elapsed < .seconds(5))
    }
}

extension String {
    /// Each accent as a scalar of its own, as some keyboards and files have it.
    fileprivate var decomposed: String {
        let parts: [Character: String] = ["ó": "o\u{301}", "ñ": "n\u{303}", "ü": "u\u{308}"]
        return reduce(into: "") { $0 += parts[$1] ?? String($1) }
    }
}
