import Risk
import Testing

/// A sentence written for these tests, and what it should be read as.
struct GoldSentence: Sendable, CustomTestStringConvertible {
    let text: String
    let tier: Int
    let category: RiskCategory?

    var testDescription: String { text }

    /// Lines of `tier | sentence` or `tier category | sentence`.
    static func read(_ lines: String) -> [GoldSentence] {
        lines.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: "|", maxSplits: 1)
            let labels = parts[0].split(separator: " ")
            guard parts.count == 2, let tier = labels.first.flatMap({ Int($0) }) else { return nil }
            return GoldSentence(
                text: parts[1].trimmingPrefix(" ").description,
                tier: tier,
                category: labels.count > 1 ? RiskCategory(rawValue: String(labels[1])) : nil
            )
        }
    }

    static let all: [GoldSentence] =
        wishes + thoughts + intents + distress + others + selfHarm + violence + abuse + figures + contexts + english
        + unseenDangers + unseenOrdinary
}
