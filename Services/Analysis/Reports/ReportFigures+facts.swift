import FoundationEssentials

extension ReportFigures {
    private typealias Message = ReportFacts.Message

    /// - Parameter target: its period says what is late.
    init(_ facts: ReportFacts, of target: ReportTarget) {
        let all = facts.messages
        let told = all.filter { $0.emotion != nil }
        let read = all.filter(\.isRead)
        let watched = all.filter { $0.tier != nil }
        let styled = all.filter { $0.style != nil }
        messages = all.count
        students = Set(all.map(\.student)).count
        conversations = Set(all.map(\.conversationID)).count
        undetermined = Self.share(of: read, in: target) { $0.emotion == nil }
        corrected = all.count(where: \.isCorrected)
        emotions = Self.labelled(told, in: target) { $0.emotion }
        unpleasant = Self.share(of: told, in: target) { $0.isUnpleasant }
        styles = Self.labelled(styled, in: target) { $0.style }
        tiers = (1...4).map { (tier: Int) in
            Labelled(label: "\(tier)", share: Self.share(of: watched, in: target) { $0.tier == tier })
        }
        categories = Self.labelled(watched, in: target) { $0.category }
        days = Dictionary(grouping: told, by: \.day).sorted { $0.key < $1.key }
            .map { day, messages in
                let date = Date(timeIntervalSince1970: Double(day) * 86_400)
                return WeeklyTrend.Day(date: date, count: messages.count(where: \.isUnpleasant), n: messages.count)
            }
        trend = WeeklyTrend(days)
        alerts = Alerts(facts.alerts)
        interventions = Interventions(facts)
        let due = facts.interventions.filter(\.isFollowUpDue)
        followUps = FollowUps(due: due.count, overdue: due.count { $0.isOverdue(at: target.to) })
    }

    /// The labels that occur, the commonest first.
    private static func labelled(
        _ messages: [Message],
        in target: ReportTarget,
        by label: (Message) -> String?
    ) -> [Labelled] {
        Set(messages.compactMap(label))
            .map { name in Labelled(label: name, share: share(of: messages, in: target) { label($0) == name }) }
            .sorted { ($1.share.count, $0.label) < ($0.share.count, $1.label) }
    }

    /// Messages of one student depend on each other, and those of one student's day do.
    private static func share(
        of messages: [Message],
        in target: ReportTarget,
        where holds: (Message) -> Bool
    ) -> Share {
        let clusters = Dictionary(grouping: messages) { target.scope == .group ? $0.student : "\($0.day)" }
        return Share(clusters: clusters.values.map { ($0.count(where: holds), $0.count) })
    }
}

extension ReportFigures.Alerts {
    fileprivate init(_ alerts: [ReportFacts.Alert]) {
        raised = alerts.count
        open = alerts.count { $0.state == .open }
        let judged = alerts.filter { $0.state == .falseAlarm || $0.state == .closed }
        falseAlarms = Share(judged.count { $0.state == .falseAlarm }, of: judged.count)
        let counted = alerts.filter(\.hasHadItsTime)
        inTime = Share(counted.count(where: \.isInTime), of: counted.count)
    }
}

extension ReportFigures.Interventions {
    private static let week: TimeInterval = 7 * 86_400

    fileprivate init(_ facts: ReportFacts) {
        count = facts.interventions.count
        let over = facts.interventions.compactMap { kept in kept.endedAt.map { (kept, $0) } }
        ended = over.count
        let told = Dictionary(grouping: facts.messages.filter { $0.emotion != nil }, by: \.student)
        // A message counts once, however many interventions it lies beside.
        var (before, after): ([String: Bool], [String: Bool]) = ([:], [:])
        for (intervention, end) in over {
            for message in told[intervention.student, default: []] {
                let start = intervention.startedAt
                if message.at < start, message.at >= start.addingTimeInterval(-Self.week) {
                    before[message.id] = message.isUnpleasant
                }
                if message.at >= end, message.at < end.addingTimeInterval(Self.week) {
                    after[message.id] = message.isUnpleasant
                }
            }
        }
        guard !before.isEmpty, !after.isEmpty else {
            outcome = nil
            return
        }
        outcome = ShareDifference(
            from: Share(before.values.count { $0 }, of: before.count),
            to: Share(after.values.count { $0 }, of: after.count)
        )
    }
}

extension ReportFacts.Alert {
    /// Somebody did something about it, or its first person let the time go by.
    var hasHadItsTime: Bool { handledAt != nil || escalatedAt != nil }

    var isInTime: Bool {
        guard let handledAt else { return false }
        return escalatedAt.map { handledAt <= $0 } ?? true
    }
}

extension ReportFacts.Intervention {
    var isFollowUpDue: Bool { followUpOn != nil && !isFollowedUp }

    func isOverdue(at date: Date) -> Bool { isFollowUpDue && followUpOn.map { $0 < date } ?? false }
}
