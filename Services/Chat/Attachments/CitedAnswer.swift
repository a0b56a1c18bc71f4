import Citations

/// An answer as it is written: in a conversation with documents sentence by sentence, each with what supports it.
struct CitedAnswer {
    private let generation: Generation
    private var reader: AnswerReader?
    private(set) var sentences: [AnswerSentence] = []

    init(_ generation: Generation, _ attached: AttachedSources?, question: String) {
        self.generation = generation
        reader = attached?.reader(question)
    }

    /// Passes on what may be shown of a model's text.
    mutating func write(_ text: String) {
        guard reader != nil else { return generation.append(text) }
        show(reader?.pass(text) ?? [])
    }

    /// Passes on what was still held.
    mutating func finish() {
        show(reader?.finish() ?? [])
        reader = nil
    }

    /// What no model wrote.
    mutating func show(_ more: [AnswerSentence]) {
        for sentence in more {
            sentences.append(sentence)
            generation.append(sentence.cited)
        }
    }
}
