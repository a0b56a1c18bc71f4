import Hummingbird
import SuiteProtocol

extension CallEstimate: ResponseEncodable {}

extension PlannedCalls {
    var isSensible: Bool {
        (0...1_000_000).contains(calls) && (0...1 << 30).contains(promptBytes) && (0...1 << 24).contains(outputTokens)
    }

    /// Of one call.
    var usage: TokenUsage {
        TokenUsage(input: Consumption(estimating: promptBytes, 0).usage.input, output: outputTokens)
    }
}
