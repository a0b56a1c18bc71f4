import Daemon
import HTTPTypes

/// Why an approved answer can't be found or kept.
enum TopicError: Error, Equatable {
    case notFound
    case versionNotFound
    /// By somebody else, since it was seen.
    case changedMeanwhile
    case tooMany(limit: Int)
    case tooManyQuestions(limit: Int)
}

extension TopicError: ProblemConvertible {
    var problem: Problem {
        switch self {
        case .notFound: Problem(.notFound, "topic_not_found", Messages.topicNotFound)
        case .versionNotFound: Problem(.notFound, "version_not_found", Messages.topicVersionNotFound)
        case .changedMeanwhile: Problem(.conflict, "changed_meanwhile", Messages.topicChangedMeanwhile)
        case .tooMany(let limit): Problem(.conflict, "too_many_topics", Messages.tooManyTopics(limit: limit))
        case .tooManyQuestions(let limit):
            Problem(.contentTooLarge, "too_many_questions", Messages.tooManyQuestions(limit: limit))
        }
    }
}
