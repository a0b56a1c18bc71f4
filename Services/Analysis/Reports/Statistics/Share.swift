/// How many of a number, with the interval in which the share lies with 95 % confidence.
package struct Share: Sendable, Codable, Equatable {
    package let count: Int
    package let n: Int
    /// `count / n`; 0 where there is nothing.
    package let share: Double
    package let low: Double
    package let high: Double

    /// Of independent observations.
    ///
    /// Wilson's score interval (Journal of the American Statistical Association 22, 1927), which Newcombe recommends
    /// for small numbers and shares near 0 and 1 (Statistics in Medicine 17, 1998).
    package init(_ count: Int, of n: Int) {
        self.init(count, of: n, effective: Double(n))
    }

    /// Of observations in clusters, as the messages of one student are, which say less than as many of different ones.
    ///
    /// Wilson's interval for n divided by the design effect, that is the variance of the ratio estimator over that of a
    /// simple sample, and at least 1 (Korn & Graubard, Survey Methodology 24, 1998).
    package init(clusters: [(count: Int, n: Int)]) {
        let clusters = clusters.filter { $0.n > 0 }
        let count = clusters.reduce(0) { $0 + $1.count }
        let n = clusters.reduce(0) { $0 + $1.n }
        self.init(count, of: n, effective: Double(n) / Self.designEffect(of: clusters, count, n))
    }

    private init(_ count: Int, of n: Int, effective: Double) {
        (self.count, self.n) = (count, n)
        guard n > 0 else {
            (share, low, high) = (0, 0, 1)
            return
        }
        let share = Double(count) / Double(n)
        let square = Self.z * Self.z
        let center = (share + square / (2 * effective)) / (1 + square / effective)
        let spread =
            Self.z / (1 + square / effective)
            * (share * (1 - share) / effective + square / (4 * effective * effective)).squareRoot()
        self.share = share
        low = count == 0 ? 0 : max(0, center - spread)
        high = count == n ? 1 : min(1, center + spread)
    }

    private static func designEffect(of clusters: [(count: Int, n: Int)], _ count: Int, _ n: Int) -> Double {
        guard clusters.count > 1, count > 0, count < n else { return 1 }
        let (share, total) = (Double(count) / Double(n), Double(n))
        let squares = clusters.reduce(0) { sum, cluster in
            let residual = Double(cluster.count) - share * Double(cluster.n)
            return sum + residual * residual
        }
        let m = Double(clusters.count)
        let variance = m / (m - 1) * squares / (total * total)
        return max(1, variance / (share * (1 - share) / total))
    }

    /// The normal distribution's 97.5 % quantile.
    static let z = 1.959_963_984_540_054
}

/// How much one share is above another, with its interval of 95 %.
package struct ShareDifference: Sendable, Codable, Equatable {
    package let before: Share
    package let after: Share
    package let difference: Double
    package let low: Double
    package let high: Double

    /// Newcombe's hybrid score interval (method 10, Statistics in Medicine 17, 1998, pages 873 to 890).
    package init(from before: Share, to after: Share) {
        (self.before, self.after) = (before, after)
        difference = after.share - before.share
        low = max(-1, difference - Self.length(after.share - after.low, before.high - before.share))
        high = min(1, difference + Self.length(after.high - after.share, before.share - before.low))
    }

    private static func length(_ one: Double, _ other: Double) -> Double { (one * one + other * other).squareRoot() }
}
