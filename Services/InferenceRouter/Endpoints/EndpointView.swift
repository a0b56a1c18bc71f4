import FoundationEssentials
import Hummingbird
import NIOCore
import SuiteProtocol

/// An endpoint as administrators see it.
package struct EndpointView: Codable, Equatable, Sendable {
    package struct Latency: Codable, Equatable, Sendable {
        package let p50: Double?
        package let p95: Double?
    }

    /// What was used in the current month.
    package struct Spend: Codable, Equatable, Sendable {
        package let month: String
        package let amount: Double
        /// Some of it, by the length of what was sent and came.
        package let estimated: Bool
        package let monthlyCap: Double?
        package let requests: Int
        package let inputTokens: Int
        package let outputTokens: Int
    }

    package struct ModelState: Codable, Equatable, Sendable {
        package let model: String
        package let breaker: Breaker.Phase
        package let capabilities: [String]
        package let licence: String?
        /// Where the endpoint tells.
        package let isLoaded: Bool?
    }

    package let id: String
    /// What people call it.
    package let name: String
    package let url: String
    package let source: EndpointSource
    package let tier: EndpointTier
    /// Unknown until it has answered once.
    package let kind: EndpointKind?
    package let capabilities: [String]
    package let models: [String]
    package let modelStates: [ModelState]
    package let state: EndpointState
    /// The worst of its models' breakers.
    package let breaker: Breaker.Phase
    package let weight: Int
    package let concurrency: Int
    package let inFlight: Int
    /// What it may be sent.
    package let dataClasses: [String]
    /// Per million tokens.
    package let price: PriceView?
    package let spend: Spend?
    /// Of answers that came lately.
    package let tokensPerSecond: Double?
    /// Until an answer begins, in milliseconds.
    package let latencyMs: Latency
    package let requests: Int
    package let failures: Int
    /// Its models come from the simulator, and answer nothing of worth.
    package let simulated: Bool
    /// What is sent there leaves the institution.
    package let outside: Bool
    package let lastError: String?
    package let probedAt: Date?
}

/// What a million tokens cost, in the currency of the installation.
package struct PriceView: Codable, Equatable, Sendable {
    package let inputPerMillion: Double
    package let outputPerMillion: Double

    package init(_ price: Price) {
        inputPerMillion = price.input.value
        outputPerMillion = price.output.value
    }
}

package struct EndpointList: Codable, Equatable, Sendable, ResponseEncodable {
    /// Of all prices, caps and amounts.
    package let currency: String
    package let items: [EndpointView]
}

extension EndpointView: ResponseEncodable {}
