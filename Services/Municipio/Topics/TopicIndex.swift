import Foundation

/// Which approved answers speak of what was asked.
///
/// A question is compared with each title and each way of asking by the words they share, rare words weighing more (twice
/// the weight of what is shared over the weight of both, a weighted Dice coefficient).
struct TopicIndex: Sendable {
    struct Hit: Encodable, Sendable {
        let topic: Topic
        /// In [0, 1].
        let score: Double
    }

    /// What scores less speaks of something else.
    static let least = 0.3
    /// Answers to one question.
    static let most = 3
    /// What a word weighs that no approved answer has, as a part of what the rarest weighs.
    private static let strange = 0.25
    /// Words of a question that are looked up.
    private static let mostTerms = 200

    private let topics: [Topic]
    /// Titles and ways of asking.
    private var phrases: [(topic: Int, weight: Double)] = []
    /// By term.
    private var postings: [String: [Int]] = [:]

    init(_ topics: [Topic]) {
        self.topics = topics
        var terms: [Set<String>] = []
        for (number, topic) in topics.enumerated() {
            for text in [topic.title] + (topic.questions ?? []) {
                let found = QuestionTerms.of(text)
                guard !found.isEmpty else { continue }
                for term in found { postings[term, default: []].append(terms.count) }
                phrases.append((number, 0))
                terms.append(found)
            }
        }
        for (phrase, found) in terms.enumerated() { phrases[phrase].weight = weight(of: found) }
    }

    /// The best first.
    func hits(for text: String) -> [Hit] {
        let terms = Set(QuestionTerms.of(text).sorted().prefix(Self.mostTerms))
        let asked = weight(of: terms)
        var shared: [Int: Double] = [:]
        for term in terms {
            for phrase in postings[term] ?? [] { shared[phrase, default: 0] += weight(of: term) }
        }
        var scores: [Int: Double] = [:]
        for (phrase, weight) in shared {
            let (topic, whole) = phrases[phrase]
            scores[topic] = max(scores[topic] ?? 0, 2 * weight / (asked + whole))
        }
        let best = scores.filter { $0.value >= Self.least }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        // Examples step aside for what somebody has approved.
        let approved = best.filter { !topics[$0.key].example }
        return (approved.isEmpty ? best : approved).prefix(Self.most)
            .map { Hit(topic: topics[$0.key].open, score: ($0.value * 1_000).rounded() / 1_000) }
    }

    private func weight(of terms: Set<String>) -> Double { terms.reduce(0) { $0 + weight(of: $1) } }

    private func weight(of term: String) -> Double {
        let all = Double(phrases.count)
        guard let found = postings[term]?.count else { return Self.strange * log(1 + all) }
        return log(1 + all / Double(found))
    }
}
