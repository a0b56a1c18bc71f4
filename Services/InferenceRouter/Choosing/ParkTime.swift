import FoundationEssentials
import NIOCore

/// How long an endpoint asks to be left alone, from the fields of its answer.
package enum ParkTime {
    /// - Parameter field: the value of a field by its lower-case name.
    package static func read(_ field: (String) -> String?, now: Date) -> TimeAmount? {
        if let text = field("retry-after-ms"), let milliseconds = Double(text) { return amount(milliseconds / 1_000) }
        if let text = field("retry-after") {
            if let seconds = Double(text) { return amount(seconds) }
            if let date = httpDate(text) { return amount(date.timeIntervalSince(now)) }
        }
        let resets = ["x-ratelimit-reset-requests", "x-ratelimit-reset-tokens", "x-ratelimit-reset"]
        return resets.compactMap { name in field(name).flatMap { span($0, now: now) } }.max()
    }

    /// `6m0s`, `1.5s`, `20ms`, a number of seconds, or a moment in Unix seconds.
    private static func span(_ text: String, now: Date) -> TimeAmount? {
        if let number = Double(text) {
            return amount(number > 1_000_000_000 ? number - now.timeIntervalSince1970 : number)
        }
        let units: [(String, Double)] = [("ms", 0.001), ("h", 3600), ("m", 60), ("s", 1)]
        var rest = text[...]
        var seconds = 0.0
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isNumber || $0 == "." }
            rest = rest.dropFirst(digits.count)
            guard let value = Double(digits), let unit = units.first(where: { rest.hasPrefix($0.0) }) else {
                return nil
            }
            seconds += value * unit.1
            rest = rest.dropFirst(unit.0.count)
        }
        return amount(seconds)
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, 5.6.7).
    static func httpDate(_ text: String) -> Date? {
        let parts = text.split(whereSeparator: { $0 == " " || $0 == ":" })
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        guard parts.count == 8, parts[7] == "GMT", let month = months.firstIndex(of: String(parts[2])) else {
            return nil
        }
        let numbers = [parts[1], parts[3], parts[4], parts[5], parts[6]].compactMap { Int($0) }
        guard numbers.count == 5 else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar.date(
            from: DateComponents(
                year: numbers[1],
                month: month + 1,
                day: numbers[0],
                hour: numbers[2],
                minute: numbers[3],
                second: numbers[4]
            )
        )
    }

    private static func amount(_ seconds: Double) -> TimeAmount? {
        guard seconds.isFinite else { return nil }
        return .milliseconds(Int64(min(max(0, seconds), 86_400) * 1_000))
    }
}
