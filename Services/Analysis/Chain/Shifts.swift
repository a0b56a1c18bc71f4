import Foundation

/// When the department is there, by weekday, as its clocks show it. With no hours at all it always is.
struct Shifts: Sendable {
    /// Where the hours are meant.
    struct Zone: Sendable {
        let timeZone: TimeZone
    }

    static let weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]

    /// Minutes of the day, by weekday (0 is Sunday).
    private let hours: [Int: Range<Int>]
    private let calendar: Calendar

    /// - Parameter hours: `["monday": ["08:00", "18:30"]]`; what isn't a time of day doesn't count.
    init(_ hours: [String: [String]], in zone: Zone) {
        self.hours = hours.reduce(into: [:]) { known, day in
            guard let weekday = Self.weekdays.firstIndex(of: day.key), let range = Self.range(day.value) else { return }
            known[weekday] = range
        }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone.timeZone
        self.calendar = calendar
    }

    /// Nil for what isn't the beginning and the end of a part of one day.
    static func range(_ times: [String]) -> Range<Int>? {
        let minutes = times.compactMap(minute)
        guard times.count == 2, minutes.count == 2, minutes[0] < minutes[1] else { return nil }
        return minutes[0]..<minutes[1]
    }

    func isOpen(at date: Date) -> Bool {
        guard !hours.isEmpty else { return true }
        let parts = calendar.dateComponents([.weekday, .hour, .minute], from: date)
        guard let weekday = parts.weekday, let hour = parts.hour, let minute = parts.minute else { return true }
        return hours[weekday - 1]?.contains(hour * 60 + minute) ?? false
    }

    /// The date itself where nobody ever closes.
    func nextOpening(after date: Date) -> Date {
        guard !hours.isEmpty else { return date }
        let today = calendar.startOfDay(for: date)
        for distance in 0...7 {
            guard let day = calendar.date(byAdding: .day, value: distance, to: today),
                let opening = hours[calendar.component(.weekday, from: day) - 1]?.lowerBound,
                let time = calendar.date(bySettingHour: opening / 60, minute: opening % 60, second: 0, of: day)
            else { continue }
            if time > date { return time }
        }
        return date
    }

    /// `08:30` → 510; `24:00` is the end of the day.
    private static func minute(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 }), let hour = Int(parts[0]),
            let minute = Int(parts[1]), (0..<60).contains(minute), hour >= 0, hour * 60 + minute <= 1_440
        else { return nil }
        return hour * 60 + minute
    }
}
