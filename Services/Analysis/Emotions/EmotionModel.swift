import Foundation

/// Reads what a message feels like: a linear model over words and character n-grams, its bias set for the mean of all
/// emotions' F1, its probabilities calibrated on messages it hadn't seen.
package struct EmotionModel: Sendable {
    private static let mostEvidence = 5
    private static let languageLane = 7

    private let weights: EmotionWeights

    package init(weights: EmotionWeights) {
        self.weights = weights
    }

    /// - Parameter language: «es» or «en»; any other, or none, is found out.
    package func read(_ text: String, language: String? = nil) -> EmotionReading {
        let tokenizer = EmotionTokenizer(text)
        let features = EmotionFeatures(tokenizer)
        let asked = weights.languages.first { $0.code == language }
        var reader = asked ?? weights.languages[0]
        var scores = scores(of: features, in: reader)
        // What has no word is in no language, and stays with the first.
        if asked == nil, !features.characters.rows.isEmpty,
            (scores.total + reader.bias)[Self.languageLane] > 0
        {
            reader = weights.languages[1]
            scores = self.scores(of: features, in: reader)
        }
        let probabilities = Self.softmax(scores.total + reader.bias)
        let label = probabilities.indices.max { probabilities[$0] < probabilities[$1] } ?? 0
        // What isn't felt doesn't tell what is.
        let isOnlyDenied = features.hasDeniedFeeling && Emotion.allCases[label] == .neutral
        // Of a text in other words, of a program, or of a part one cannot be sure.
        let isKnown = !isOnlyDenied && tokenizer.isWhole && tokenizer.isProse && knows(tokenizer.tokens, in: reader)
        return EmotionReading(
            language: reader.code,
            label: Emotion.allCases[label],
            certain: isKnown && probabilities[label] >= reader.certainty,
            probabilities: probabilities,
            evidence: Self.evidence(scores.added(to: label), tokenizer)
        )
    }

    private func scores(of features: EmotionFeatures, in language: EmotionWeights.Language) -> EmotionScores {
        weights.withTable(of: language) { EmotionScores(features, in: $0, scale: language.scale) }
    }

    private static func softmax(_ scores: SIMD8<Float>) -> [Float] {
        let scores = Emotion.allCases.indices.map { scores[$0] }
        let top = scores.max() ?? 0
        let powers = scores.map { exp($0 - top) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
    }

    /// Whether the table has a row for more than half of the words.
    private func knows(_ tokens: [EmotionToken], in language: EmotionWeights.Language) -> Bool {
        weights.withTable(of: language) { table in
            var (known, words) = (0, 0)
            for token in tokens where token.kind == .word {
                words += 1
                if table[EmotionHash.row(token.digest)] != .zero { known += 1 }
            }
            return known * 2 > words
        }
    }

    /// The tokens that add most to a label's score over the mean of all scores.
    private static func evidence(_ added: [Float], _ tokenizer: EmotionTokenizer) -> [EmotionEvidence] {
        let heaviest = added.indices.filter { added[$0] > 0 && tokenizer.tokens[$0].kind != .flag }
            .sorted { added[$0] > added[$1] }.prefix(mostEvidence)
        return heaviest.map { index in
            let scalars = tokenizer.tokens[index].range
            let start = tokenizer.offset(of: scalars.lowerBound)
            let written = tokenizer.text(scalars)
            return EmotionEvidence(
                start: start,
                end: start + written.utf16.count,
                text: written,
                weight: added[index]
            )
        }
    }
}
