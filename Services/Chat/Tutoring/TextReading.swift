/// What analysis reads from a message: a suggestion for the answer's tone, never kept here.
struct TextReading: Decodable, Sendable {
    struct Emotion: Decodable, Sendable {
        let label: String
        /// False means that it is undetermined.
        let certain: Bool
    }

    struct Style: Decodable, Sendable {
        let label: String?
    }

    let emotion: Emotion?
    let style: Style?
}
