import FoundationEssentials
import TextAnalysis

/// A new approved answer, as a clerk writes it.
struct TopicDraft: Decodable, Sendable {
    let title: String
    let kind: Topic.Kind
    let questions: [String]?
    let answer: String

    /// - Parameter asked: the questions, where the clerk names none.
    func content(asked: [String] = []) throws -> TopicContent {
        TopicContent(
            title: try TextField.title.checked(title),
            kind: kind,
            questions: try TopicContent.checked(questions ?? asked),
            answer: try TextField.answer.checked(answer)
        )
    }
}

/// What a clerk changes of one: what is given.
struct TopicEdit: Decodable, Sendable {
    let title: String?
    let kind: Topic.Kind?
    let questions: [String]?
    let answer: String?
    /// Of what the clerk had before their eyes.
    let updatedAt: Date?

    /// Whoever has looked at an example and says something of it has approved it.
    func applied(to content: TopicContent) throws -> TopicContent {
        TopicContent(
            title: try title.map { text throws(TextFault) in try TextField.title.checked(text) } ?? content.title,
            kind: kind ?? content.kind,
            questions: try questions.map { try TopicContent.checked($0) } ?? content.questions,
            answer: try answer.map { text throws(TextFault) in try TextField.answer.checked(text) } ?? content.answer
        )
    }
}

extension TopicContent {
    static let mostQuestions = 20

    /// Each once, blank ones left out.
    fileprivate static func checked(_ questions: [String]) throws -> [String] {
        var seen: Set<String> = []
        let kept = try questions.filter { !PlainText($0).isBlank }
            .map { question throws(TextFault) in try TextField.question.checked(question) }
            .filter { seen.insert(fold($0)).inserted }
        guard kept.count <= mostQuestions else { throw TopicError.tooManyQuestions(limit: mostQuestions) }
        return kept
    }
}
