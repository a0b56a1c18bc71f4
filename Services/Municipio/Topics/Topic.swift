import FoundationEssentials
import Hummingbird

/// An approved answer, as it is now.
struct Topic: ResponseEncodable, Sendable {
    enum Kind: String, Codable, Sendable {
        case benefits, requirements, procedure, other
    }

    let id: String
    let title: String
    let kind: Kind
    /// The words in which people ask it; not for everybody, since they may be somebody's own.
    private(set) var questions: [String]?
    let answer: String
    /// Shipped with the suite: nobody here has approved it.
    let example: Bool
    let version: Int
    let updatedAt: Date
    private(set) var updatedBy: KeeperReference?

    init(_ row: TopicVersionRow, _ content: TopicContent, by keeper: KeeperReference?) {
        id = row.topicID
        title = content.title
        kind = content.kind
        questions = content.questions
        answer = content.answer
        example = content.isExample
        version = row.version
        updatedAt = row.at
        updatedBy = keeper
    }

    /// What citizens and the model see of it.
    var open: Topic {
        var topic = self
        topic.questions = nil
        topic.updatedBy = nil
        return topic
    }
}

/// What an approved answer says, in one of its versions.
struct TopicContent: Sendable, Equatable {
    var title: String
    var kind: Topic.Kind
    var questions: [String]
    var answer: String
    var isExample = false
}

/// What an approved answer said once, and what made it say so.
struct TopicVersion: Encodable, Sendable {
    enum Change: String, Codable, Sendable {
        case created, changed, removed, restored
    }

    let version: Int
    let change: Change
    let at: Date
    let by: KeeperReference?
    let title: String
    let kind: Topic.Kind
    let questions: [String]
    let answer: String
    let example: Bool

    init(_ row: TopicVersionRow, _ content: TopicContent, by keeper: KeeperReference?) {
        version = row.version
        change = row.change
        at = row.at
        by = keeper
        title = content.title
        kind = content.kind
        questions = content.questions
        answer = content.answer
        example = content.isExample
    }
}
