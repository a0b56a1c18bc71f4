import CSV
import Daemon
import FoundationEssentials
import SuiteProtocol

/// A report's figures and sentences as a table that spreadsheets of its language open.
struct ReportTable {
    let report: Report
    let figures: ReportFigures
    private let language: Language

    init(_ report: Report) throws(ReportError) {
        figures = try report.requireDone()
        self.report = report
        language = Language(rawValue: report.language) ?? .es
    }

    var text: String {
        let rows = [[ReportTableTexts.heading(language)], counts, shares, days, changes, sentences].joined()
        let separator: Character = language == .es ? ";" : ","
        return CSVLine.mark + rows.map { CSVLine($0, separator: separator).text }.joined()
    }

    private var counts: [[String?]] {
        let counts = [
            ("messages", figures.messages), ("students", figures.students), ("conversations", figures.conversations),
            ("alerts", figures.alerts.raised), ("alerts_open", figures.alerts.open),
            ("interventions", figures.interventions.count), ("interventions_ended", figures.interventions.ended),
            ("follow_ups_due", figures.followUps.due), ("follow_ups_overdue", figures.followUps.overdue),
        ]
        let blank = [String?](repeating: nil, count: 7)
        return counts.map { label, count in [word("count"), word(label), "\(count)"] + blank }
    }

    private var shares: [[String?]] {
        let single = [
            ("undetermined", figures.undetermined), ("unpleasant", figures.unpleasant),
            ("alerts_in_time", figures.alerts.inTime), ("false_alarms", figures.alerts.falseAlarms),
        ]
        let labelled = [
            ("emotion", figures.emotions, ReportLabels.emotion), ("style", figures.styles, ReportLabels.style),
            ("tier", figures.tiers, ReportLabels.tier), ("category", figures.categories, ReportLabels.category),
        ]
        let rows = single.map { label, share in row("share", word(label), share) }
        return rows
            + labelled.flatMap { kind, shares, name in
                shares.map { row(kind, name($0.label)[language], $0.share) }
            }
    }

    private var days: [[String?]] {
        figures.days.map { day in row("unpleasant_on", WireJSON.day(day.date), Share(day.count, of: day.n)) }
    }

    private var changes: [[String?]] {
        let trend = figures.trend.map { trend in
            row("trend", word("unpleasant_per_week"), nil, trend.n, trend.perWeek, trend.low, trend.high)
        }
        let outcome = figures.interventions.outcome.map { outcome in
            row(
                "outcome",
                word("unpleasant_after_interventions"),
                nil,
                outcome.before.n + outcome.after.n,
                outcome.difference,
                outcome.low,
                outcome.high
            )
        }
        return [trend, outcome].compactMap { $0 }
    }

    private var sentences: [[String?]] {
        let blank = [String?](repeating: nil, count: 6)
        return report.sentences.map { sentence in
            let ids = sentence.messageIDs.joined(separator: " ")
            return [word("sentence")] + blank + [sentence.text, sentence.editedText, ids]
        }
    }

    private func row(_ kind: String, _ label: String, _ share: Share) -> [String?] {
        row(kind, label, share.count, share.n, share.share, share.low, share.high)
    }

    private func row(
        _ kind: String,
        _ label: String,
        _ count: Int?,
        _ n: Int,
        _ value: Double,
        _ low: Double,
        _ high: Double
    ) -> [String?] {
        [word(kind), label, count.map { "\($0)" }, "\(n)", number(value), number(low), number(high), nil, nil, nil]
    }

    private func word(_ code: String) -> String { ReportTableTexts.word(code)[language] }

    /// Four decimals.
    private func number(_ value: Double) -> String {
        let scaled = Int((abs(value) * 10_000).rounded())
        let decimals = "\(scaled % 10_000)"
        let sign = value < 0 && scaled > 0 ? "-" : ""
        let zeros = String(repeating: "0", count: 4 - decimals.count)
        return "\(sign)\(scaled / 10_000)\(language == .es ? "," : ".")\(zeros)\(decimals)"
    }
}
