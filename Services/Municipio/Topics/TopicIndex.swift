/// Which approved answers speak of what was asked.
///
/// A question is compared with each title and each way of asking: twice the stemmed words they share over the words of both
/// (Dice's coefficient). Rare words don't weigh more: what a question is about is often what all answers are about.
struct TopicIndex: Sendable {
    struct Hit: Encodable, Sendable {
        let topic: Topic
        /// In [0, 1].
        let score: Double
    }

    /// An answer speaks of a question that scores more.
    static let least = 0.5
    /// Answers to one question.
    static let most = 3
    /// Words of a question that are looked up.
    private static let mostTerms = 200

    private let topics: [Topic]
    /// Titles and ways of asking.
    private var phrases: [(topic: Int, length: Int)] = []
    /// The phrases that hold a term.
    private var postings: [String: [Int]] = [:]

    init(_ topics: [Topic]) {
        self.topics = topics
        for (number, topic) in topics.enumerated() {
            for text in [topic.title] + (topic.questions ?? []) {
                let terms = QuestionTerms.of(text)
                for term in terms { postings[term, default: []].append(phrases.count) }
                phrases.append((number, terms.count))
            }
        }
    }

    /// The best first.
    func hits(for text: String) -> [Hit] {
        let terms = QuestionTerms.of(text).sorted().prefix(Self.mostTerms)
        var shared: [Int: Int] = [:]
        for term in terms {
            for phrase in postings[term] ?? [] { shared[phrase, default: 0] += 1 }
        }
        var scores: [Int: Double] = [:]
        for (phrase, count) in shared {
            let (topic, length) = phrases[phrase]
            scores[topic] = max(scores[topic] ?? 0, Double(2 * count) / Double(terms.count + length))
        }
        let best = scores.filter { $0.value > Self.least }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        // Examples step aside for what somebody has approved.
        let approved = best.filter { !topics[$0.key].example }
        return (approved.isEmpty ? best : approved).prefix(Self.most)
            .map { Hit(topic: topics[$0.key].open, score: ($0.value * 1_000).rounded() / 1_000) }
    }
}
