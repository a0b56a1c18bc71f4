import Daemon
import FoundationEssentials

/// Figures as a language writes them.
struct ReportFormat: Sendable {
    let language: Language

    /// «28 %», “28%”.
    func percent(_ share: Double) -> String {
        "\(Int((share * 100).rounded()))\(language == .es ? "\u{A0}%" : "%")"
    }

    /// «28 % (intervalo de 95 %: 21 a 37 %; 34 de 120)».
    func share(_ share: Share) -> String {
        let (low, high) = (Int((share.low * 100).rounded()), percent(share.high))
        return LocalizedText(
            es: "\(percent(share.share)) (intervalo de 95\u{A0}%: \(low) a \(high); \(share.count) de \(share.n))",
            en: "\(percent(share.share)) (95% interval: \(low) to \(high); \(share.count) of \(share.n))"
        )[language]
    }

    /// Percentage points with a sign and one decimal: «+2,4».
    func points(_ difference: Double) -> String {
        let tenths = Int((difference * 1_000).rounded())
        let sign = tenths < 0 ? "−" : tenths > 0 ? "+" : ""
        return "\(sign)\(abs(tenths) / 10)\(language == .es ? "," : ".")\(abs(tenths) % 10)"
    }

    /// The last day of a period that ends before a moment.
    func lastDay(before end: Date) -> String { day(end.addingTimeInterval(-0.001)) }

    /// «21/11/2026», “2026-11-21”.
    func day(_ date: Date) -> String {
        let (year, month, day) = Self.parts(of: date)
        let (mm, dd) = (Self.twoDigits(month), Self.twoDigits(day))
        return language == .es ? "\(dd)/\(mm)/\(year)" : "\(year)-\(mm)-\(dd)"
    }

    private static func parts(of date: Date) -> (Int, Int, Int) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month, .day], from: date)
        return (parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
