import Citations
import Retrieval

/// How much a model is given, and may write.
struct AskLimits: Sendable {
    /// Characters of sources at once.
    let room: Int
    /// How often a model may be asked to read a part.
    let parts: Int
    /// Of an answer.
    let maxTokens: Int

    /// The first of them that a model takes at once; one always.
    func fitting(_ passages: [FoundPassage]) -> [FoundPassage] {
        var left = room
        return Array(
            passages.enumerated().prefix { index, passage in
                left -= passage.text.count
                return left >= 0 || index == 0
            }.map(\.element)
        )
    }

    func fitting(_ notes: [AnswerSentence]) -> [AnswerSentence] {
        var left = room
        return notes.filter { note in
            left -= note.text.count
            return left >= 0
        }
    }
}
