/// What a language's table says of a text, token by token.
struct EmotionScores {
    private let words: [SIMD8<Int32>]
    private let characters: [SIMD8<Int32>]
    /// Of the number of rows in a block: the more there are, the less each weighs.
    private let root: (words: Float, characters: Float)
    private let scale: SIMD8<Float>

    init(_ features: EmotionFeatures, in table: EmotionWeights.Table, scale: SIMD8<Float>) {
        words = table.sums(of: features.words)
        characters = table.sums(of: features.characters)
        root = (
            Float(max(features.words.rows.count, 1)).squareRoot(),
            Float(max(features.characters.rows.count, 1)).squareRoot()
        )
        self.scale = scale
    }

    /// Of the whole text, without the language's bias.
    var total: SIMD8<Float> {
        (Self.total(words) / root.words + Self.total(characters) / root.characters) * scale
    }

    /// What each token adds to a label's score over the mean of all scores.
    func added(to label: Int) -> [Float] {
        var lanes = SIMD8<Float>(repeating: 0)
        for emotion in Emotion.allCases.indices { lanes[emotion] = -scale[emotion] / Float(Emotion.allCases.count) }
        lanes[label] += scale[label]
        return words.indices.map { (token: Int) -> Float in
            let word = SIMD8<Float>(words[token]) / root.words
            let letters = SIMD8<Float>(characters[token]) / root.characters
            return ((word + letters) * lanes).sum()
        }
    }

    private static func total(_ sums: [SIMD8<Int32>]) -> SIMD8<Float> {
        var total = SIMD8<Int32>()
        for sum in sums { total &+= sum }
        return SIMD8<Float>(total)
    }
}
