import Daemon
import FoundationEssentials

/// A report as a page of its own: no script, no outside address; printed on A4.
struct ReportPage {
    /// For whoever serves it.
    static let policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

    let report: Report
    let figures: ReportFigures
    /// Of the student or the group.
    let name: String?
    let language: Language

    init(_ report: Report, name: String?) throws(ReportError) {
        figures = try report.requireDone()
        (self.report, self.name) = (report, name)
        language = Language(rawValue: report.language) ?? .es
    }

    var html: String {
        """
        <!doctype html>
        <html lang="\(language.rawValue)"><head><meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(markup(title))</title><style>\(ReportStyle.sheet)</style></head>
        <body><main>
        <header><h1>\(markup(title))</h1><p>\(markup(subject))</p><p>\(markup(period))</p></header>
        <section><h2>\(text(ReportPageTexts.summary))</h2>\(sentences)</section>
        \(charts)
        <footer><p class="signature">\(markup(signature))</p><p>\(text(ReportPageTexts.caution))</p></footer>
        </main></body></html>

        """
    }

    private var format: ReportFormat { ReportFormat(language: language) }
    private var title: String { ReportPageTexts.title[language] }
    private var subject: String {
        "\(ReportPageTexts.scope(report.target.scope)[language]): \(name ?? report.target.id)"
    }

    private var period: String {
        let (from, to) = (format.day(report.target.from), format.lastDay(before: report.target.to))
        return ReportPageTexts.period(from, to)[language]
    }

    private var signature: String {
        guard let signature = report.signature else { return ReportPageTexts.unsigned[language] }
        let name = signature.name ?? ReportPageTexts.forgotten[language]
        return ReportPageTexts.signed(name, format.day(signature.at))[language]
    }

    private var sentences: String {
        guard !report.sentences.isEmpty else { return "<p>\(text(ReportPageTexts.empty))</p>" }
        return "<ol>\(report.sentences.map(item).joined())</ol>"
    }

    /// A tutor's words stand first, and the original beside them.
    private func item(_ sentence: Report.Sentence) -> String {
        let original = sentence.editedText.map { _ in
            "<p class=\"original\">\(text(ReportPageTexts.original)): \(markup(sentence.text))</p>"
        }
        let ids = sentence.messageIDs.map { "<code>\(markup($0))</code>" }.joined(separator: " ")
        return """
            <li><p>\(markup(sentence.editedText ?? sentence.text))</p>\(original ?? "")\
            <details><summary>\(text(ReportPageTexts.links)): \(sentence.messageIDs.count)</summary><p>\(ids)</p>\
            </details></li>
            """
    }

    private var charts: String {
        let parts = [
            (ReportPageTexts.emotions, bars(ReportPageTexts.emotions, figures.emotions, ReportLabels.emotion)),
            (
                ReportPageTexts.unpleasant,
                TimeChart(title: ReportPageTexts.unpleasant[language], days: figures.days, format: format).svg
            ),
            (ReportPageTexts.styles, bars(ReportPageTexts.styles, figures.styles, ReportLabels.style)),
            (
                ReportPageTexts.risks,
                bars(ReportPageTexts.risks, figures.tiers.filter { $0.share.count > 0 }, ReportLabels.tier)
                    + bars(ReportPageTexts.risks, figures.categories, ReportLabels.category)
            ),
        ]
        return parts.filter { !$0.1.isEmpty }
            .map { "<section class=\"figure\"><h2>\(text($0))</h2>\($1)</section>" }
            .joined(separator: "\n")
    }

    private func bars(
        _ title: LocalizedText,
        _ figures: [ReportFigures.Labelled],
        _ name: (String) -> LocalizedText
    ) -> String {
        BarChart(
            title: title[language],
            bars: figures.map { figure in
                BarChart.Bar(
                    label: name(figure.label)[language],
                    value: "\(format.percent(figure.share.share)) (\(figure.share.count)/\(figure.share.n))",
                    share: figure.share
                )
            }
        ).svg
    }

    private func text(_ text: LocalizedText) -> String { markup(text[language]) }
}
