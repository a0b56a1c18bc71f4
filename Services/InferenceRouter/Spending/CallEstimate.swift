import Hummingbird
import SuiteProtocol

/// Calls that somebody thinks of making.
package struct PlannedCalls: Codable, Sendable {
    /// A capability or a model's name.
    let model: String
    let dataClass: DataClass?
    let calls: Int
    /// Of one call.
    let promptBytes: Int
    let outputTokens: Int

    package init(model: String, dataClass: DataClass?, calls: Int, promptBytes: Int, outputTokens: Int) {
        (self.model, self.dataClass, self.calls) = (model, dataClass, calls)
        (self.promptBytes, self.outputTokens) = (promptBytes, outputTokens)
    }

    var isSensible: Bool {
        (0...1_000_000).contains(calls) && (0...1 << 30).contains(promptBytes) && (0...1 << 24).contains(outputTokens)
    }

    /// Of one call.
    var usage: TokenUsage {
        TokenUsage(input: Consumption(estimating: promptBytes, 0).usage.input, output: outputTokens)
    }
}

/// What planned calls would cost and where they would go.
package struct CallEstimate: Codable, Equatable, Sendable, ResponseEncodable {
    package struct Endpoint: Codable, Equatable, Sendable {
        package let id: String
        package let name: String
        package let isOwn: Bool
        /// Others are asked only when those that are first can't.
        package let isFirst: Bool
        /// Of all calls, if it took them.
        package let cost: Double
        package let monthlyCap: Double?
        /// Of its cap.
        package let left: Double?
    }

    /// In the order in which they would be asked; none where nobody serves the model.
    package let endpoints: [Endpoint]
    package let currency: String
    package let inputTokens: Int
    package let outputTokens: Int
    /// Of all calls, by the dearest of those that would take them.
    package let cost: Double
    /// By the dearest of all.
    package let most: Double
    package let leavesInstitution: Bool
    /// Where those that are first are busy.
    package let mayLeaveInstitution: Bool
    /// What is left of the caps is enough.
    package let allowed: Bool
}
