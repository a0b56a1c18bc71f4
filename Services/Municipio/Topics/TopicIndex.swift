/// Which approved answers speak of what was asked.
///
/// A question is compared with each title and each way of asking: twice the words they share over the words of both (Dice's
/// coefficient). The score is halfway from that of the best to the share of the question's words that stand anywhere among
/// those of the answer. Rare words don't weigh more: what a question is about is often what all answers are about.
struct TopicIndex: Sendable {
    struct Hit: Encodable, Sendable {
        let topic: Topic
        /// In [0, 1].
        let score: Double
    }

    /// An answer speaks of a question that scores more. One of two words isn't enough.
    private static let least = 0.6
    /// An answer this much further from the question than the best isn't told.
    private static let margin = 0.15
    /// Answers to one question.
    private static let most = 3
    /// Words of a question that are looked up.
    private static let mostTerms = 200

    private let topics: [Topic]
    /// All words of each.
    private var vocabularies: [Set<String>] = []
    /// Titles and ways of asking.
    private var phrases: [(topic: Int, length: Int)] = []
    /// The phrases that hold a term.
    private var postings: [String: [Int]] = [:]

    init(_ topics: [Topic]) {
        self.topics = topics
        for (number, topic) in topics.enumerated() {
            var vocabulary: Set<String> = []
            for text in [topic.title] + (topic.questions ?? []) {
                let terms = QuestionTerms.of(text)
                for term in terms { postings[term, default: []].append(phrases.count) }
                phrases.append((number, terms.count))
                vocabulary.formUnion(terms)
            }
            vocabularies.append(vocabulary)
        }
    }

    /// The best first.
    func hits(for text: String) -> [Hit] {
        let terms = QuestionTerms.of(text).sorted().prefix(Self.mostTerms)
        var shared: [Int: Int] = [:]
        for term in terms {
            for phrase in postings[term] ?? [] { shared[phrase, default: 0] += 1 }
        }
        var likeness: [Int: Double] = [:]
        for (phrase, count) in shared {
            let (topic, length) = phrases[phrase]
            likeness[topic] = max(likeness[topic] ?? 0, Double(2 * count) / Double(terms.count + length))
        }
        let scores = likeness.map { topic, likeness in
            let known = terms.count { vocabularies[topic].contains($0) }
            return (topic: topic, score: (likeness + Double(known) / Double(terms.count)) / 2)
        }
        let best = scores.filter { $0.score > Self.least }.sorted { ($1.score, $0.topic) < ($0.score, $1.topic) }
        // Examples step aside for what somebody has approved.
        let approved = best.filter { !topics[$0.topic].example }
        let told = approved.isEmpty ? best : approved
        let farthest = (told.first?.score ?? 0) - Self.margin
        return told.prefix(Self.most).filter { $0.score > farthest }
            .map { Hit(topic: topics[$0.topic].open, score: ($0.score * 1_000).rounded() / 1_000) }
    }
}
