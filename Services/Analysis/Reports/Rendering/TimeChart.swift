import Daemon
import FoundationEssentials

/// A share over days, or over weeks of a long period, each with its interval, as SVG.
struct TimeChart {
    let title: String
    let days: [WeeklyTrend.Day]
    let format: ReportFormat

    private static let size = (width: 640.0, height: 220.0)
    private static let margin = (left: 48.0, right: 12.0, top: 12.0, bottom: 28.0)
    /// Longer periods are drawn by weeks.
    private static let mostDays = 62.0

    private struct Point {
        let date: Date
        let share: Share
    }

    /// Nothing for less than two points.
    var svg: String {
        let points = self.points
        guard points.count > 1, let first = points.first, let last = points.last else { return "" }
        let span = last.date.timeIntervalSince(first.date)
        let places = points.map { x($0.date.timeIntervalSince(first.date) / span) }
        let line = zip(points, places).map { "\(coordinate($1)),\(coordinate(y($0.share.share)))" }
        return """
            <svg class="chart" role="img" viewBox="0 0 \(coordinate(Self.size.width)) \(coordinate(Self.size.height))" \
            xmlns="http://www.w3.org/2000/svg"><title>\(markup(title))</title><style>\(ReportStyle.chart)</style><desc>\(markup(description(points)))</desc>\
            \(axis(from: first.date, to: last.date))\
            <polyline class="line" points="\(line.joined(separator: " "))"/>\
            \(zip(points, places).map { mark($0, at: $1) }.joined())</svg>
            """
    }

    private var points: [Point] {
        let days = self.days.filter { $0.n > 0 }.sorted { $0.date < $1.date }
        guard let first = days.first, let last = days.last else { return [] }
        let step = last.day - first.day > Self.mostDays ? 7.0 : 1.0
        let groups = Dictionary(grouping: days) { Int(($0.day - first.day) / step) }
        return groups.sorted { $0.key < $1.key }.map { index, days in
            Point(
                date: first.date.addingTimeInterval(Double(index) * step * 86_400),
                share: Share(clusters: days.map { ($0.count, $0.n) })
            )
        }
    }

    private func mark(_ point: Point, at x: Double) -> String {
        let (x, middle) = (coordinate(x), coordinate(y(point.share.share)))
        let (low, high) = (coordinate(y(point.share.low)), coordinate(y(point.share.high)))
        return """
            <line class="interval" x1="\(x)" y1="\(low)" x2="\(x)" y2="\(high)"/>\
            <circle class="point" cx="\(x)" cy="\(middle)" r="3"/>
            """
    }

    private func axis(from first: Date, to last: Date) -> String {
        let (left, right) = (coordinate(x(0)), coordinate(x(1)))
        let lines = [0, 0.5, 1].map { share in
            let height = y(share)
            return """
                <line class="axis" x1="\(left)" y1="\(coordinate(height))" x2="\(right)" y2="\(coordinate(height))"/>\
                <text class="label" x="\(coordinate(x(0) - 6))" y="\(coordinate(height + 4))" text-anchor="end">\
                \(format.percent(share))</text>
                """
        }
        let bottom = coordinate(Self.size.height - 8)
        return """
            \(lines.joined())<text class="label" x="\(left)" y="\(bottom)">\(format.day(first))</text>\
            <text class="label" x="\(right)" y="\(bottom)" text-anchor="end">\(format.day(last))</text>
            """
    }

    private func description(_ points: [Point]) -> String {
        points.map { "\(format.day($0.date)): \(format.share($0.share))" }.joined(separator: "; ")
    }

    private func x(_ part: Double) -> Double {
        Self.margin.left + part * (Self.size.width - Self.margin.left - Self.margin.right)
    }

    private func y(_ share: Double) -> Double {
        Self.size.height - Self.margin.bottom - share * (Self.size.height - Self.margin.top - Self.margin.bottom)
    }
}
