import FoundationEssentials

/// How a share changes from week to week, with its interval of 95 %.
package struct WeeklyTrend: Sendable, Codable, Equatable {
    /// A day with messages.
    package struct Day: Sendable, Codable, Equatable {
        /// Its beginning, in UTC.
        package let date: Date
        package let count: Int
        package let n: Int

        package init(date: Date, count: Int, n: Int) {
            (self.date, self.count, self.n) = (date, count, n)
        }
    }

    /// Fewer days with messages tell of no trend.
    package static let fewestDays = 7

    package let perWeek: Double
    package let low: Double
    package let high: Double
    package let days: Int
    /// Messages.
    package let n: Int

    /// Least squares over days, each weighted by its messages, with Student's t for days − 2 degrees of freedom (Draper &
    /// Smith, Applied Regression Analysis, 3rd edition, chapters 1 and 9). Days stand for themselves, so that messages
    /// of one day, which depend on each other, aren't taken for many observations.
    ///
    /// Nil for fewer days than `fewestDays`, and for days that don't differ.
    package init?(_ days: [Day]) {
        let days = days.filter { $0.n > 0 }
        guard days.count >= Self.fewestDays else { return nil }
        let weight = days.reduce(0) { $0 + Double($1.n) }
        let meanDay = days.reduce(0) { $0 + Double($1.n) * $1.day } / weight
        let meanShare = days.reduce(0) { $0 + Double($1.count) } / weight
        let spread = days.reduce(0) { sum, day in
            let distance = day.day - meanDay
            return sum + Double(day.n) * distance * distance
        }
        guard spread > 0 else { return nil }
        let slope =
            days.reduce(0) { sum, day in
                sum + Double(day.n) * (day.day - meanDay) * (day.share - meanShare)
            } / spread
        let residuals = days.reduce(0) { sum, day in
            let residual = day.share - meanShare - slope * (day.day - meanDay)
            return sum + Double(day.n) * residual * residual
        }
        // Days that are all alike say nothing of how much they would differ by chance.
        guard residuals > 1e-9 else { return nil }
        let freedom = days.count - 2
        let error = (residuals / Double(freedom) / spread).squareRoot()
        let reach = Self.quantile(ofFreedom: freedom) * error
        perWeek = slope * 7
        low = (slope - reach) * 7
        high = (slope + reach) * 7
        self.days = days.count
        n = days.reduce(0) { $0 + $1.n }
    }

    /// Whether the interval leaves 0 out.
    package var isClear: Bool { low > 0 || high < 0 }

    /// Student's 97.5 % quantile, right to three digits from 5 degrees of freedom on (Abramowitz & Stegun, Handbook of
    /// Mathematical Functions, 26.7.5).
    package static func quantile(ofFreedom freedom: Int) -> Double {
        let (z, v) = (Share.z, Double(freedom))
        let s = z * z
        let first = z * (s + 1) / 4
        let second = z * ((5 * s + 16) * s + 3) / 96
        let third = z * (((3 * s + 19) * s + 17) * s - 15) / 384
        let fourth = z * ((((79 * s + 776) * s + 1_482) * s - 1_920) * s - 945) / 92_160
        return z + (first + (second + (third + fourth / v) / v) / v) / v
    }
}

extension WeeklyTrend.Day {
    /// Days since 1970.
    var day: Double { date.timeIntervalSince1970 / 86_400 }
    var share: Double { Double(count) / Double(n) }
}
