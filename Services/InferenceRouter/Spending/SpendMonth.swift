import FoundationEssentials

/// A calendar month in UTC: `2026-11`.
package struct SpendMonth: Hashable, Comparable, Sendable {
    package let text: String

    package init(_ date: Date) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month], from: date)
        text = Self.text(parts.year ?? 1970, parts.month ?? 1)
    }

    /// Nil for what is no month.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let year = Int(parts[0]), let month = Int(parts[1]),
            (1970...9999).contains(year), (1...12).contains(month), text == Self.text(year, month)
        else { return nil }
        self.text = text
    }

    private static func text(_ year: Int, _ month: Int) -> String {
        "\(year)-\(month < 10 ? "0" : "")\(month)"
    }

    package static func < (one: SpendMonth, other: SpendMonth) -> Bool { one.text < other.text }
}
