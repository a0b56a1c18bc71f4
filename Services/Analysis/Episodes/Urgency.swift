import Foundation
import Risk

/// What comes first among alerts: gravity above all, then where it goes and how long nobody has spoken with the student.
enum Urgency {
    private static let tiers = [0, 5, 40, 60, 80]
    /// Of a student who waits for a person, whatever they wrote.
    private static let waiting = 60

    /// From 0 to 100.
    ///
    /// - Parameters:
    ///   - wantsPerson: they asked for one, or wrote to one who doesn't answer.
    ///   - lastContact: when a person last stepped in; nil for never.
    static func score(
        tier: Int,
        category: RiskCategory?,
        wantsPerson: Bool,
        course: Course,
        lastContact: Date?,
        at now: Date
    ) -> Int {
        let danger =
            switch category {
            case .violenceThreat?: 65
            case .selfHarm?: 60
            case .abuseOrBullying?: 50
            case nil: 0
            }
        let direction =
            switch course {
            case .rising: 8
            case .steady: 0
            case .falling: -5
            }
        let hours = lastContact.map { now.timeIntervalSince($0) / 3_600 } ?? .infinity
        let contact = hours < 24 ? -4 : hours < 72 ? 0 : 6
        let gravity = max(tiers.indices.contains(tier) ? tiers[tier] : 0, danger, wantsPerson ? waiting : 0)
        return min(100, max(0, gravity + direction + contact))
    }
}
