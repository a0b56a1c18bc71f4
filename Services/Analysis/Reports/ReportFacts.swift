import FoundationEssentials

/// Where an alert stands; inside `ReportFacts`, `Alert` is what a report knows of one.
typealias AlertState = Alert.State

/// What a report is made of: ids, labels and times.
struct ReportFacts: Sendable {
    /// A message as it was analysed.
    struct Message: Sendable {
        let id: String
        let conversationID: String
        let student: String
        let at: Date
        /// Whether its emotion was looked for: the student may not consent.
        let isRead: Bool
        /// The student's own word, else what was read; nil where none was sure.
        let emotion: String?
        /// Whether the emotion is the student's own word.
        let isCorrected: Bool
        let style: String?
        /// Nil where no danger was looked for.
        let tier: Int?
        let category: String?
    }

    struct Alert: Sendable {
        let id: String
        let student: String
        /// When somebody first did something about it.
        let handledAt: Date?
        /// When the next person had to be told.
        let escalatedAt: Date?
        let state: AlertState
        let messageIDs: [String]
    }

    struct Intervention: Sendable {
        let id: String
        let student: String
        let startedAt: Date
        let endedAt: Date?
        let followUpOn: Date?
        let isFollowedUp: Bool
        /// What it was about: the messages of its alert, or else the student's messages in it.
        let messageIDs: [String]
    }

    /// By time.
    var messages: [Message] = []
    var alerts: [Alert] = []
    var interventions: [Intervention] = []
}

extension ReportFacts.Message {
    /// Emotions that are unpleasant to have; surprise is neither pleasant nor unpleasant.
    static let unpleasant: Set<String> = ["sadness", "anger", "fear", "disgust"]

    var isUnpleasant: Bool { emotion.map(Self.unpleasant.contains) ?? false }
    var day: Int { Int((at.timeIntervalSince1970 / 86_400).rounded(.down)) }
}
