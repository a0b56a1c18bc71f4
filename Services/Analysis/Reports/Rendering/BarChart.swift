/// Shares as horizontal bars, each with its interval, as SVG.
struct BarChart {
    struct Bar {
        let label: String
        let value: String
        let share: Share
    }

    let title: String
    let bars: [Bar]

    private static let width = 640.0
    private static let rowHeight = 28.0
    private static let labelWidth = 190.0
    private static let valueWidth = 90.0

    /// Nothing where there are no bars.
    var svg: String {
        guard !bars.isEmpty else { return "" }
        let height = Double(bars.count) * Self.rowHeight + 8
        let description = bars.map { "\($0.label): \($0.value)" }.joined(separator: "; ")
        let rows = bars.enumerated().map { row($1, at: Double($0) * Self.rowHeight + 4) }
        return """
            <svg class="chart" role="img" viewBox="0 0 \(coordinate(Self.width)) \(coordinate(height))" \
            xmlns="http://www.w3.org/2000/svg"><title>\(markup(title))</title><style>\(ReportStyle.chart)</style><desc>\(markup(description))</desc>\
            \(rows.joined())</svg>
            """
    }

    private func row(_ bar: Bar, at y: Double) -> String {
        let middle = y + Self.rowHeight / 2
        let left = x(0)
        let (low, high) = (coordinate(x(bar.share.low)), coordinate(x(bar.share.high)))
        let line = coordinate(middle)
        return """
            <text class="label" x="\(coordinate(left - 8))" y="\(coordinate(middle + 4))" text-anchor="end">\
            \(markup(bar.label))</text>\
            <rect class="bar" x="\(coordinate(left))" y="\(coordinate(y + 6))" \
            width="\(coordinate(x(bar.share.share) - left))" height="\(coordinate(Self.rowHeight - 12))"/>\
            <line class="interval" x1="\(low)" y1="\(line)" x2="\(high)" y2="\(line)"/>\
            <text class="value" x="\(coordinate(Self.width - Self.valueWidth + 8))" y="\(coordinate(middle + 4))">\
            \(markup(bar.value))</text>
            """
    }

    private func x(_ share: Double) -> Double {
        Self.labelWidth + share * (Self.width - Self.labelWidth - Self.valueWidth)
    }
}
