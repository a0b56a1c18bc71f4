import FoundationEssentials
import Hummingbird
import NIOCore

/// An endpoint as administrators see it.
package struct EndpointView: Codable, Equatable, Sendable {
    package struct Latency: Codable, Equatable, Sendable {
        package let p50: Double?
        package let p95: Double?
    }

    package let id: String
    package let url: String
    /// Unknown until it has answered once.
    package let kind: EndpointKind?
    package let capabilities: [String]
    package let models: [String]
    package let state: EndpointState
    /// The worst of its models' breakers.
    package let breaker: Breaker.Phase
    package let inFlight: Int
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

package struct EndpointList: Codable, Equatable, Sendable, ResponseEncodable {
    package let items: [EndpointView]
}

extension EndpointView: ResponseEncodable {}

extension Fleet {
    /// All endpoints; one that nobody named is left out until it has been found.
    package func views(at now: NIODeadline) -> [EndpointView] {
        records.indices.compactMap { index in
            let record = records[index]
            guard !record.endpoint.isAssumed || record.kind != nil else { return nil }
            let phases = deployments.filter { $0.endpoint == index }.map(\.breaker.phase)
            return EndpointView(
                id: record.endpoint.id,
                url: record.endpoint.address.url,
                kind: record.kind,
                capabilities: record.endpoint.capabilities.keys.map(\.rawValue).sorted(),
                models: record.models,
                state: record.state(at: now),
                breaker: phases.contains(.open) ? .open : phases.contains(.halfOpen) ? .halfOpen : .closed,
                inFlight: record.inFlight,
                latencyMs: EndpointView.Latency(
                    p50: record.latency.percentile(0.5).map(milliseconds),
                    p95: record.latency.percentile(0.95).map(milliseconds)
                ),
                requests: record.requests,
                failures: record.failures,
                simulated: record.isSimulated,
                outside: !record.endpoint.isOwn,
                lastError: record.lastError,
                probedAt: record.probedAt
            )
        }
    }

    /// Names that a request may ask for and that somebody alive serves.
    package func liveNames() -> [String] {
        routes.filter { _, route in
            route.tiers.contains { tier in
                tier.members.contains { records[deployments[$0].endpoint].schedule.verdict == .up }
            }
        }
        .keys.sorted()
    }

    private func milliseconds(_ amount: TimeAmount) -> Double {
        Double(amount.nanoseconds / 1_000) / 1_000
    }
}
