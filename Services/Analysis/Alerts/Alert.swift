import Foundation
import Hummingbird
import Risk

/// That a student may need somebody: one an episode, which grows with it.
struct Alert: ResponseEncodable, Sendable {
    enum State: String, Codable, CaseIterable, Sendable {
        case open, acknowledged, referred, closed
        case falseAlarm = "false_alarm"

        /// Only a person ends an episode.
        var isUnderWay: Bool { self != .closed && self != .falseAlarm }
    }

    struct Episode: Encodable, Sendable {
        /// Of the student that gave signs.
        let messages: Int
        let since: Date
    }

    struct Tending: Encodable, Sendable {
        let id: String
        let tutor: PersonReference?
        let startedAt: Date
        /// From when on somebody else may take their place, unless they write.
        let relievableAt: Date
    }

    let id: String
    let student: PersonReference
    let tier: Int
    let category: RiskCategory?
    /// One sentence for people.
    let reason: String
    /// The least of what was written that shows why; nil for whoever it isn't meant for, empty where nothing was.
    let excerpt: String?
    let raisedAt: Date
    /// When the next person is told, where nobody has taken it on.
    let dueAt: Date?
    /// Between the message and the alert.
    let delayS: Double
    let state: State
    let handledBy: PersonReference?
    let conversationID: String?
    let episode: Episode
    /// From 0 to 100.
    let urgency: Int
    /// When the student last asked for a person by hand.
    let askedAt: Date?
    /// Who is in the student's conversation at this moment.
    let intervention: Tending?
}

/// A page of alerts.
struct AlertList: ResponseEncodable, Sendable {
    let items: [Alert]
    let next: String?
}

/// An alert with all that was done about it.
struct AlertDetail: ResponseEncodable, Sendable {
    struct Entry: Encodable, Sendable {
        let at: Date
        let action: String
        let by: PersonReference?
        let reason: String?
    }

    struct Step: Encodable, Sendable {
        let at: Date
        let position: Int
        let person: PersonReference
    }

    let alert: Alert
    let log: [Entry]
    /// Who was told, and when.
    let steps: [Step]
}

/// What an alert has become, for those who hear of it.
struct AlertChange: Sendable {
    let id: String
    let tier: Int
    let state: Alert.State
    let isNew: Bool
    let audience: Set<String>
}

/// How often each rule was right.
struct RuleBoard: ResponseEncodable, Sendable {
    struct Item: Encodable, Sendable {
        let rule: String
        let why: String
        /// Alerts that it took part in.
        let raised: Int
        let falseAlarms: Int
        /// Of those that a person has ended; nil where none is.
        let precision: Double?
    }

    let items: [Item]
}
