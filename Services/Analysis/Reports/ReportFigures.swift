import FoundationEssentials

/// The figures of a report: each with what it is of and how sure it is.
struct ReportFigures: Sendable, Codable, Equatable {
    struct Labelled: Sendable, Codable, Equatable {
        let label: String
        let share: Share
    }

    struct Alerts: Sendable, Codable, Equatable {
        let raised: Int
        /// Nobody has taken them up.
        let open: Int
        /// Of those that somebody has judged.
        let falseAlarms: Share
        /// Taken up before the next person had to be told, of those that were taken up or passed on.
        let inTime: Share
    }

    struct Interventions: Sendable, Codable, Equatable {
        let count: Int
        let ended: Int
        /// Unpleasant emotions in the week before and the week after, of those that ended; nil without messages on both
        /// sides.
        let outcome: ShareDifference?
    }

    struct FollowUps: Sendable, Codable, Equatable {
        let due: Int
        /// Their date is before the end of the period.
        let overdue: Int
    }

    let messages: Int
    let students: Int
    let conversations: Int
    /// Messages whose emotion could not be told.
    let undetermined: Share
    /// Messages whose emotion is the student's own word; nil in reports from before there was one.
    let corrected: Int?
    /// Of messages whose emotion is known; the commonest first.
    let emotions: [Labelled]
    let unpleasant: Share
    /// Of messages with a style; the commonest first.
    let styles: [Labelled]
    /// By tier from 1 on, of messages in which danger was looked for.
    let tiers: [Labelled]
    let categories: [Labelled]
    let days: [WeeklyTrend.Day]
    /// Of the share of unpleasant emotions; nil where days are too few.
    let trend: WeeklyTrend?
    let alerts: Alerts
    let interventions: Interventions
    let followUps: FollowUps
}
