/// How a report looks on a screen and on paper.
enum ReportStyle {
    static let sheet = """
        :root { color-scheme: light; }
        body { margin: 0; background: #fff; color: #1b1f24; font: 11pt/1.5 "Liberation Sans", Arial, sans-serif; }
        main { max-width: 46rem; margin: 0 auto; padding: 1.5rem; }
        h1 { font-size: 1.6rem; margin: 0 0 .25rem; }
        h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem; break-after: avoid; }
        header p, footer p { margin: .25rem 0; }
        ol { padding-left: 1.5rem; }
        li { margin: 0 0 .75rem; break-inside: avoid; overflow-wrap: anywhere; }
        li p { margin: 0; }
        .original, details { color: #4b5563; font-size: .85em; }
        code { font-size: .8em; }
        .figure { break-inside: avoid; }
        .chart { display: block; width: 100%; height: auto; }
        footer { border-top: 1px solid #9ca3af; margin-top: 2rem; padding-top: .75rem; font-size: .9em; }
        .signature { font-weight: bold; }
        @page { size: A4; margin: 18mm 16mm; }
        @page { @bottom-right { content: counter(page) " / " counter(pages); font-size: 9pt; color: #4b5563; } }
        @media print {
            main { max-width: none; padding: 0; }
            details p { display: none; }
        }
        """

    /// Of what is inside a chart, which carries it: printers don't apply a page's to it.
    static let chart = """
        text { font-size: 12px; font-family: "Liberation Sans", Arial, sans-serif; fill: #1b1f24; }
        .bar { fill: #5b8fb9; }
        .line { fill: none; stroke: #2c5f8a; stroke-width: 1.5; }
        .point { fill: #2c5f8a; }
        .interval { stroke: #1b1f24; stroke-width: 1.5; }
        .axis { stroke: #9ca3af; stroke-width: .75; }
        """
}
