import Risk
import Testing

/// Training and the module must compute the same: the scores are those of Training/features.py with the shipped weights.
struct RiskClassifierScoreTests {
    @Test(
        arguments: [
            ("Quiero apagarme y ya", 2.7612), ("Mañana hay examen de química", -0.1355),
            ("Ñandú moriiiir 123 día-a-día", 0.8552), ("", 0.7307), ("Que alguien me mate, por favor 🙏", 1.1174),
            ("I want out", 1.6699),
        ] as [(String, Float)]
    )
    func scoresAsTrainingDoes(_ text: String, _ score: Float) {
        #expect(abs(RiskClassifier.shipped.score(text) - score) < 0.0005)
    }
}
