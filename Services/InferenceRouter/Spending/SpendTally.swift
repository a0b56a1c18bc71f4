/// What was used and what it cost.
package struct SpendTally: Equatable, Sendable {
    package var requests = 0
    /// Of those, the ones whose tokens nobody told.
    package var estimatedRequests = 0
    package var inputTokens = 0
    package var outputTokens = 0
    package var amount = Amount.zero

    package init() {}

    package init(_ consumption: Consumption, amount: Amount) {
        requests = 1
        estimatedRequests = consumption.isEstimated ? 1 : 0
        inputTokens = consumption.usage.input
        outputTokens = consumption.usage.output
        self.amount = amount
    }

    package var isEmpty: Bool { requests == 0 }

    package static func + (one: SpendTally, other: SpendTally) -> SpendTally {
        var sum = one
        sum.requests += other.requests
        sum.estimatedRequests += other.estimatedRequests
        sum.inputTokens += other.inputTokens
        sum.outputTokens += other.outputTokens
        sum.amount += other.amount
        return sum
    }

    package static func += (one: inout SpendTally, other: SpendTally) { one = one + other }
}

/// What one attempt used.
package struct Consumption: Equatable, Sendable {
    package let usage: TokenUsage
    /// By the length of what was sent and came: nobody told it.
    package let isEstimated: Bool

    package init(_ usage: TokenUsage) {
        self.usage = usage
        isEstimated = false
    }

    /// A token is about four bytes.
    package init(estimating bytesSent: Int, _ bytesReceived: Int) {
        usage = TokenUsage(input: (bytesSent + 3) / 4, output: (bytesReceived + 3) / 4)
        isEstimated = true
    }
}
