import DaemonTesting
import Emotions
import Foundation
import Testing

/// The shipped table against what the training script makes of the same sentences, and what holds of every text.
@Suite struct EmotionModelTests {
    /// A line of Sets/emotions.jsonl.
    struct Expected: Decodable {
        let text: String
        let language: String
        let label: Emotion
        let probabilities: [Float]
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
    private let model: EmotionModel

    init() throws {
        let file = Self.root.appending(path: "Services/Analysis/Emotions/weights.bin")
        model = EmotionModel(weights: try EmotionWeights(contentsOf: file))
    }

    @Test func givesTheNumbersOfTheTrainingScript() throws {
        let file = Self.root.appending(path: "Tests/AnalysisTests/Sets/emotions.jsonl")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        #expect(lines.count > 100)
        for line in lines {
            let expected = try JSONDecoder().decode(Expected.self, from: Data(line.utf8))
            let reading = model.read(expected.text)
            #expect(reading.language == expected.language, "\(expected.text)")
            #expect(reading.label == expected.label, "\(expected.text)")
            for (given, wanted) in zip(reading.probabilities, expected.probabilities) {
                #expect(abs(given - wanted) < 1e-4, "\(expected.text)")
            }
        }
    }

    @Test(arguments: [
        "", " \n", "😀😀😀", "if (x > 0) { return y[0]; }", "Ich habe heute leider gar keine Zeit für dich", "12345",
        "\u{301}\u{200D}\u{FE0F}", "#", "@", "#_", ":", "://",
    ])
    func isUncertainOfWhatItCannotKnow(text: String) {
        let reading = model.read(text)
        #expect(!reading.certain)
        #expect(abs(reading.probabilities.reduce(0, +) - 1) < 1e-4)
        #expect(reading[reading.label] == reading.probabilities.max())
    }

    @Test func isUncertainOfWhatItDoesNotReadToItsEnd() {
        let reading = model.read(String(repeating: "estoy muy feliz ", count: 7_000))
        #expect(reading.label == .joy)
        #expect(!reading.certain)
    }

    @Test func showsTheWordsThatWeighedMost() throws {
        let text = "🎓 Tengo mucho miedo de mañana"
        let reading = model.read(text, language: "es")
        #expect(reading.label == .fear)
        let first = try #require(reading.evidence.first)
        #expect(first.text == "miedo")
        let units = Array(text.utf16)[first.start..<first.end]
        #expect(String(decoding: units, as: UTF16.self) == "miedo")
        #expect(reading.evidence.map(\.weight) == reading.evidence.map(\.weight).sorted(by: >))
    }

    @Test(arguments: [
        ("No tengo miedo", Emotion.fear), ("no tengo nada de miedo", .fear), ("ya no tengo miedo", .fear),
        ("sin miedo", .fear), ("no estoy triste", .sadness), ("No estoy nada triste", .sadness),
        ("no estoy triste ni enojada", .sadness), ("no te odio", .anger), ("no me da asco", .disgust),
        ("no es ninguna sorpresa", .surprise), ("no soy feliz", .joy), ("I'm not sad", .sadness),
        ("I am not afraid", .fear), ("I don't hate you", .anger), ("I'm not happy", .joy),
    ])
    func aDeniedFeelingIsNotRead(text: String, emotion: Emotion) {
        let reading = model.read(text)
        #expect(reading.label != emotion && !reading.certain)
    }

    @Test(arguments: [
        ("no quiero tener miedo", Emotion.fear), ("no dejo de tener miedo", .fear),
        ("nunca estuve tan triste", .sadness), ("no, estoy triste", .sadness), ("no vino y estoy triste", .sadness),
        ("no estoy triste, estoy feliz", .joy),
    ])
    func aNegationOfSomethingElseDeniesNoFeeling(text: String, emotion: Emotion) {
        #expect(model.read(text).label == emotion)
    }

    @Test func aTableThatIsNotWholeIsRefused() async throws {
        let whole = try Data(contentsOf: Self.root.appending(path: "Services/Analysis/Emotions/weights.bin"))
        try await withTemporaryDirectory { folder in
            let url = URL(filePath: folder).appending(path: "weights.bin")
            #expect(throws: EmotionWeights.Failure.unreadable) { try EmotionWeights(contentsOf: url) }
            for (data, failure) in [
                (Data(), EmotionWeights.Failure.foreign), (Data("emotion0".utf8) + whole.dropFirst(8), .foreign),
                (whole.dropLast(), .incomplete(bytes: whole.count - 1, of: whole.count)),
                (whole.prefix(8), .incomplete(bytes: 8, of: whole.count)),
            ] {
                try data.write(to: url)
                #expect(throws: failure) { try EmotionWeights(contentsOf: url) }
            }
        }
    }

    @Test func readsComposedAndDecomposedLettersAlike() {
        let text = "Qué alegría, mañana será otro día"
        #expect(model.read(text).probabilities == model.read(text.decomposedStringWithCanonicalMapping).probabilities)
    }
}
