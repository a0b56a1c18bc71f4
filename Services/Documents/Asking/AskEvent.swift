import Citations

/// What whoever asks is told, in this order: `progress`…, `sources`, `delta`…, `done`.
enum AskEvent: Sendable {
    struct Progress: Encodable, Sendable {
        /// `reading` while parts are read, `writing` when the answer is put together from them.
        let stage: String
        let done: Int
        let total: Int
    }

    struct Sources: Encodable, Sendable {
        let mode: ReadingMode
        let items: [FoundBody]
    }

    /// A sentence with the numbers of what supports it.
    struct Delta: Encodable, Sendable {
        let text: String
    }

    struct Done: Encodable, Sendable {
        enum Writer: String, Encodable, Sendable {
            case model, passages
        }

        let sentences: [AnswerSentence]
        let writtenBy: Writer
        let model: String?
        /// Whether the question and its sources went to a model outside of the institution.
        let leftInstitution: Bool
        let mode: ReadingMode
        /// Nothing in the documents answers.
        let isEmpty: Bool
    }

    case progress(Progress)
    case sources(Sources)
    case delta(Delta)
    case done(Done)
}
