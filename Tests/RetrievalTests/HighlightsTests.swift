import Retrieval
import TextAnalysis
import Testing

struct HighlightsTests {
    private func lit(_ question: String, in text: String) -> [String] {
        Highlights(of: question, in: text, analyzer: .spanish).ranges.map {
            String(decoding: Array(text.utf16)[$0], as: UTF16.self)
        }
    }

    @Test func lightsTheWordsOfAQuestionInAnyForm() {
        #expect(
            lit("¿infección del pulmón?", in: "🙂 Las INFECCIONES, de los pulmones.") == ["INFECCIONES", "pulmones"]
        )
        #expect(lit("tos-fiebre", in: "Fiebre sin tos") == ["Fiebre", "tos"])
        #expect(lit("3.º A", in: "Las de 3A y 3.º B") == ["3A", "3"])
    }

    @Test func lightsNothingWhereNothingIsAsked() {
        #expect(lit("", in: "beca").isEmpty)
        #expect(lit("de la que", in: "de la que").isEmpty)
        #expect(lit("beca", in: "").isEmpty)
    }
}
