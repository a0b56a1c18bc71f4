/// An amount of money in millionths of the currency, so that sums are exact.
package struct Amount: Hashable, Comparable, Sendable {
    package var micros: Int64

    package static let zero = Amount(micros: 0)
    /// The most that a price or a cap may be.
    package static let largest = 1e9

    package init(micros: Int64) {
        self.micros = micros
    }

    /// Nil for what is no amount: negative, or more than any price or cap.
    package init?(_ value: Double) {
        guard (0...Self.largest).contains(value) else { return nil }
        micros = Int64((value * 1e6).rounded())
    }

    package var value: Double { Double(micros) / 1e6 }

    package static func < (one: Amount, other: Amount) -> Bool { one.micros < other.micros }

    package static func + (one: Amount, other: Amount) -> Amount {
        let (sum, overflows) = one.micros.addingReportingOverflow(other.micros)
        return Amount(micros: overflows ? .max : sum)
    }

    package static func += (one: inout Amount, other: Amount) { one = one + other }
}
