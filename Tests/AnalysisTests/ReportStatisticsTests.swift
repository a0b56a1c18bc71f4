import Analysis
import Foundation
import Testing

/// Shares and trends beside figures that others published or computed.
@Suite struct ReportStatisticsTests {
    @Test func aShareHasWilsonsInterval() {
        let share = Share(10, of: 100)
        #expect(abs(share.low - 0.055_2) < 0.000_1 && abs(share.high - 0.174_4) < 0.000_1)
        #expect(Share(0, of: 10).low == 0 && abs(Share(0, of: 10).high - 0.277_5) < 0.000_1)
        #expect(Share(10, of: 10).high == 1)
        #expect(Share(0, of: 0) == Share(clusters: []) && Share(0, of: 0).high == 1)
    }

    /// Beside statsmodels: the variance of a mean, clustered by student, and Wilson's interval of n over the design effect.
    @Test func messagesOfFewStudentsSayLessThanTheirNumber() {
        let spread = Share(clusters: [(8, 10), (1, 10), (0, 10), (7, 10)])
        let plain = Share(16, of: 40)
        #expect(spread.share == plain.share)
        #expect(abs(spread.low - 0.127_563) < 1e-6 && abs(spread.high - 0.752_455) < 1e-6)
        let uneven = Share(clusters: [(3, 5), (1, 20), (9, 11), (0, 2), (2, 2)])
        #expect(abs(uneven.low - 0.096_559) < 1e-6 && abs(uneven.high - 0.771_077) < 1e-6)
        #expect(Share(clusters: [(4, 10), (4, 10), (4, 10), (4, 10)]) == plain)
    }

    /// Newcombe 1998, example (a): 56/70 against 48/80.
    @Test func aDifferenceOfSharesHasNewcombesInterval() {
        let difference = ShareDifference(from: Share(48, of: 80), to: Share(56, of: 70))
        #expect(abs(difference.difference - 0.2) < 1e-9)
        #expect(abs(difference.low - 0.052_4) < 0.000_1 && abs(difference.high - 0.333_9) < 0.000_1)
    }

    /// Beside weighted least squares of statsmodels on the same days, with its interval of 95 %.
    @Test func aTrendHasStudentsInterval() throws {
        let days = [(0, 1, 4), (1, 2, 5), (3, 2, 4), (4, 3, 6), (6, 5, 8), (8, 4, 5), (9, 6, 7), (12, 5, 6)]
        let trend = try #require(WeeklyTrend(days.map(Self.day)))
        #expect(abs(trend.perWeek - 0.354_167) < 1e-6)
        #expect(abs(trend.low - 0.243_622) < 0.000_1 && abs(trend.high - 0.464_711) < 0.000_1)
        #expect(trend.days == 8 && trend.n == 45 && trend.isClear)
    }

    @Test func fewDaysTellOfNoTrend() {
        #expect(WeeklyTrend((0..<6).map { Self.day(($0, 1, 2)) }) == nil)
        #expect(WeeklyTrend([]) == nil)
        #expect(WeeklyTrend((0..<9).map { Self.day(($0, 1, 2)) }) == nil)
        #expect(WeeklyTrend((0..<9).map { Self.day(($0, $0 % 2, 2)) })?.isClear == false)
    }

    @Test func studentsQuantilesAreThoseOfTheTables() {
        for (freedom, quantile) in [(5, 2.570_6), (10, 2.228_1), (30, 2.042_3), (100, 1.984_0)] {
            #expect(abs(WeeklyTrend.quantile(ofFreedom: freedom) - quantile) < 0.000_5)
        }
    }

    private static func day(_ day: (Int, Int, Int)) -> WeeklyTrend.Day {
        WeeklyTrend.Day(date: Date(timeIntervalSince1970: Double(day.0) * 86_400), count: day.1, n: day.2)
    }
}
