import Daemon
import FoundationEssentials

/// Writes a report's sentences from its figures, by rules. What no message stands behind isn't said.
struct ReportWriter {
    private typealias Message = ReportFacts.Message

    let target: ReportTarget
    let facts: ReportFacts
    let figures: ReportFigures
    let language: Language

    /// Emotions and styles beyond these are in the figures only.
    private static let mostLabels = 3

    init(_ target: ReportTarget, _ facts: ReportFacts, in language: Language) {
        (self.target, self.facts, self.language) = (target, facts, language)
        figures = ReportFigures(facts, of: target)
    }

    func sentences() -> [ReportSentence] {
        (about() + emotions() + trend() + styles() + risks() + alerts() + interventions() + followUps())
            .filter { !$0.messageIDs.isEmpty }
    }

    private var format: ReportFormat { ReportFormat(language: language) }

    private func about() -> [ReportSentence] {
        let undetermined = facts.messages.filter { $0.isRead && $0.emotion == nil }
        return [
            sentence("messages", ReportTexts.messages(figures), facts.messages),
            sentence("undetermined", ReportTexts.undetermined(format.share(figures.undetermined)), undetermined),
            sentence(
                "corrected",
                ReportTexts.corrected(figures.corrected ?? 0),
                facts.messages.filter(\.isCorrected)
            ),
        ]
    }

    private func emotions() -> [ReportSentence] {
        figures.emotions.filter { $0.label != "neutral" }.prefix(Self.mostLabels).map { emotion in
            sentence(
                "emotion.\(emotion.label)",
                ReportTexts.emotion(name(ReportLabels.emotion, emotion), format.share(emotion.share)),
                facts.messages.filter { $0.emotion == emotion.label }
            )
        }
    }

    private func trend() -> [ReportSentence] {
        guard let trend = figures.trend else { return [] }
        let interval = (low: format.points(trend.low), high: format.points(trend.high))
        let text =
            trend.isClear
            ? ReportTexts.trend(format.points(trend.perWeek), interval, trend)
            : ReportTexts.noTrend(interval, trend)
        return [sentence("trend", text, facts.messages.filter(\.isUnpleasant))]
    }

    private func styles() -> [ReportSentence] {
        figures.styles.prefix(Self.mostLabels).map { style in
            sentence(
                "style.\(style.label)",
                ReportTexts.style(name(ReportLabels.style, style), format.share(style.share)),
                facts.messages.filter { $0.style == style.label }
            )
        }
    }

    private func risks() -> [ReportSentence] {
        let tiers = figures.tiers.filter { $0.share.count > 0 }.reversed().map { tier in
            sentence(
                "tier.\(tier.label)",
                ReportTexts.risk(name(ReportLabels.tier, tier), format.share(tier.share)),
                facts.messages.filter { $0.tier.map(String.init) == tier.label }
            )
        }
        let categories = figures.categories.map { category in
            sentence(
                "category.\(category.label)",
                ReportTexts.risk(name(ReportLabels.category, category), format.share(category.share)),
                facts.messages.filter { $0.category == category.label }
            )
        }
        return tiers + categories
    }

    private func alerts() -> [ReportSentence] {
        let alerts = figures.alerts
        var sentences = [sentence("alerts", ReportTexts.alerts(alerts), of: facts.alerts.map(\.messageIDs))]
        if alerts.open > 0 {
            let open = facts.alerts.filter { $0.state == .open }
            sentences.append(sentence("alerts.open", ReportTexts.openAlerts(alerts.open), of: open.map(\.messageIDs)))
        }
        if alerts.inTime.n > 0 {
            let counted = facts.alerts.filter(\.hasHadItsTime)
            let text = ReportTexts.inTime(format.share(alerts.inTime))
            sentences.append(sentence("alerts.in_time", text, of: counted.map(\.messageIDs)))
        }
        if alerts.falseAlarms.count > 0 {
            let wrong = facts.alerts.filter { $0.state == .falseAlarm }
            let text = ReportTexts.falseAlarms(format.share(alerts.falseAlarms))
            sentences.append(sentence("alerts.false", text, of: wrong.map(\.messageIDs)))
        }
        return sentences
    }

    private func interventions() -> [ReportSentence] {
        let interventions = facts.interventions
        var sentences = [
            sentence(
                "interventions",
                ReportTexts.interventions(figures.interventions),
                of: interventions.map(\.messageIDs)
            )
        ]
        if let outcome = figures.interventions.outcome {
            let over = interventions.filter { $0.endedAt != nil }
            let shares = (before: format.percent(outcome.before.share), after: format.percent(outcome.after.share))
            let interval = (low: format.points(outcome.low), high: format.points(outcome.high))
            let text = ReportTexts.outcome(outcome, shares, format.points(outcome.difference), interval)
            sentences.append(sentence("interventions.outcome", text, of: over.map(\.messageIDs)))
        }
        return sentences
    }

    private func followUps() -> [ReportSentence] {
        let due = facts.interventions.filter(\.isFollowUpDue).sorted {
            ($0.followUpOn ?? .distantFuture) < ($1.followUpOn ?? .distantFuture)
        }
        return due.compactMap { intervention in
            intervention.followUpOn.map { date in
                let text =
                    intervention.isOverdue(at: target.to)
                    ? ReportTexts.overdue(format.day(date)) : ReportTexts.followUp(format.day(date))
                return sentence("follow_up.\(intervention.id)", text, of: [intervention.messageIDs])
            }
        }
    }

    private func name(_ names: (String) -> LocalizedText, _ figure: ReportFigures.Labelled) -> LocalizedText {
        names(figure.label)
    }

    private func sentence(_ rule: String, _ text: LocalizedText, _ messages: [Message]) -> ReportSentence {
        sentence(rule, text, of: [messages.map(\.id)])
    }

    /// The newest messages, each once.
    private func sentence(_ rule: String, _ text: LocalizedText, of lists: [[String]]) -> ReportSentence {
        // Ids sort by age.
        let ids = Set(lists.joined()).sorted().suffix(ReportSentence.mostMessages)
        return ReportSentence(rule: rule, text: text[language], messageIDs: Array(ids))
    }
}
