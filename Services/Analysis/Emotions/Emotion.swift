/// What a message may feel like. The order is that of the lanes of the table of weights.
package enum Emotion: String, CaseIterable, Codable, Sendable {
    case joy, sadness, anger, fear, disgust, surprise, neutral
}

/// What the model makes of a message.
package struct EmotionReading: Equatable, Sendable {
    /// «es» or «en»: which of the two models read it.
    package let language: String
    /// The largest of the probabilities.
    package let label: Emotion
    /// Whether the label is more likely right than wrong; otherwise it is shown as «indeterminado».
    package let certain: Bool
    /// In the order of `Emotion.allCases`; their sum is 1.
    package let probabilities: [Float]
    /// What weighed most for the label, heaviest first.
    package let evidence: [EmotionEvidence]

    package subscript(emotion: Emotion) -> Float {
        zip(Emotion.allCases, probabilities).first { $0.0 == emotion }?.1 ?? 0
    }
}

/// A word or symbol that speaks for the label.
package struct EmotionEvidence: Codable, Equatable, Sendable {
    /// In UTF-16 code units.
    package let start: Int
    package let end: Int
    package let text: String
    /// What it adds to the label's score over the mean of all scores.
    package let weight: Float
}
