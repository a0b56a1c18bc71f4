import Daemon
import Emotions
import Foundation
import Hummingbird
import Risk
import Styles

/// Reads a text for emotion, style and danger. No model of language takes part, and nothing is kept.
struct MessageReader: Sendable {
    private let emotions: EmotionModel
    /// Nil where styles are switched off.
    private let styles: StyleReader?
    let risk: RiskAssessor

    /// - Parameter weightsFile: mapped, not copied.
    init(weightsFile: String, readsStyles: Bool, risk: RiskAssessor = .shared) throws {
        do {
            emotions = EmotionModel(weights: try EmotionWeights(contentsOf: URL(filePath: weightsFile)))
        } catch {
            throw ConfigurationError("ANALYSIS_WEIGHTS", "\(weightsFile): \(error)")
        }
        styles = readsStyles ? StyleReader() : nil
        self.risk = risk
    }

    /// - Parameter language: `es` or `en`; any other, or none, is found out.
    func read(_ text: String, language: String? = nil) -> AnalyzedText {
        let message = MessageText(text)
        let feeling = feeling(of: message, language: language)
        return AnalyzedText(
            language: feeling.language,
            emotion: feeling.emotion,
            style: feeling.style,
            risk: risk.assess(message)
        )
    }

    func feeling(of text: String, language: String? = nil) -> Feeling {
        feeling(of: MessageText(text), language: language)
    }

    private func feeling(of message: MessageText, language: String?) -> Feeling {
        let reading = emotions.read(message.text, language: language)
        return Feeling(
            language: reading.language,
            emotion: EmotionBody(reading),
            style: StyleBody(styles?.read(message) ?? .none)
        )
    }
}

/// What a text was read as, on the wire.
struct AnalyzedText: ResponseEncodable, Sendable {
    let language: String
    let emotion: EmotionBody
    let style: StyleBody
    let risk: RiskAssessment
}

/// What chat asks for before a model answers: danger it has read by itself.
struct Feeling: ResponseEncodable, Sendable {
    let language: String
    let emotion: EmotionBody
    let style: StyleBody
}

/// What a text feels like, on the wire.
struct EmotionBody: Encodable, Sendable {
    let label: String
    /// False is shown as «indeterminado».
    let certain: Bool
    let probabilities: [String: Double]
    let evidence: [EmotionEvidence]

    init(_ reading: EmotionReading) {
        label = reading.label.rawValue
        certain = reading.certain
        let names = Emotion.allCases.map(\.rawValue)
        probabilities = Dictionary(zip(names, reading.probabilities.map(Double.init))) { first, _ in first }
        evidence = reading.evidence
    }
}

/// How a text is put to its reader, on the wire: a suggestion about the text.
struct StyleBody: Encodable, Sendable {
    let label: CommunicationStyle?
    let evidence: [StyleEvidence]

    init(_ reading: StyleReading) { (label, evidence) = (reading.label, reading.evidence) }
}
