/// What a million tokens cost.
package struct Price: Hashable, Sendable {
    package let input: Amount
    package let output: Amount

    package init(input: Amount, output: Amount) {
        self.input = input
        self.output = output
    }

    /// Rounded up to the next millionth.
    package func cost(of usage: TokenUsage) -> Amount {
        Self.cost(usage.input, at: input) + Self.cost(usage.output, at: output)
    }

    private static func cost(_ tokens: Int, at price: Amount) -> Amount {
        let million: UInt64 = 1_000_000
        let product = UInt64(max(0, tokens)).multipliedFullWidth(by: UInt64(max(0, price.micros)))
        guard product.high < million else { return Amount(micros: .max) }
        let (quotient, remainder) = million.dividingFullWidth(product)
        return Amount(micros: Int64(clamping: quotient) &+ (remainder > 0 && quotient < UInt64(Int64.max) ? 1 : 0))
    }
}
