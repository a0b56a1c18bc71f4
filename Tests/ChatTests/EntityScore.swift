import Foundation

/// Precision, recall and F1 by type: an entity counts only with its exact span, type and negation.
struct EntityScore: CustomStringConvertible {
    private struct Counts {
        var right = 0
        var expected = 0
        var found = 0

        var precision: Double { found == 0 ? 1 : Double(right) / Double(found) }
        var recall: Double { expected == 0 ? 1 : Double(right) / Double(expected) }
        var f1: Double {
            precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall)
        }
    }

    private var counts: [String: Counts] = [:]

    mutating func add(expected: Set<AnnotatedSentence.Mark>, found: Set<AnnotatedSentence.Mark>) {
        for mark in expected { counts[mark.kind, default: Counts()].expected += 1 }
        for mark in found { counts[mark.kind, default: Counts()].found += 1 }
        for mark in expected.intersection(found) { counts[mark.kind, default: Counts()].right += 1 }
    }

    func f1(_ kind: String) -> Double { counts[kind, default: Counts()].f1 }

    var description: String {
        counts.sorted { $0.key < $1.key }.map { kind, counts in
            let figures = [counts.precision, counts.recall, counts.f1].map { String(format: "%.3f", $0) }
            return "  \(kind.padding(toLength: 11, withPad: " ", startingAt: 0)) P \(figures[0]) R \(figures[1])"
                + " F1 \(figures[2]) (\(counts.expected))"
        }.joined(separator: "\n")
    }
}
