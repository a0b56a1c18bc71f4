import Relay
import SuiteProtocol

/// A server with models, for as long as the daemon runs. What it is doing stands in its `EndpointRecord`.
package final class Endpoint: Sendable {
    package let id: String
    package let address: EndpointAddress
    package let capabilities: [Capability: Int]
    package let isAssumed: Bool
    /// The institution's own; what is sent elsewhere leaves it.
    package let isOwn: Bool
    private let outsideClasses: Set<DataClass>
    package let speaksOllama: Bool
    /// Its share of the requests of its tier.
    package let weight: Int
    /// Requests at once.
    package let concurrency: Int
    package let upstream: Upstream

    package init(
        _ declaration: EndpointDeclaration,
        weight: Int = 1,
        concurrency: Int = 32,
        destinations: DestinationSettings = DestinationSettings()
    ) throws {
        id = declaration.id
        address = declaration.address
        capabilities = declaration.capabilities
        isAssumed = declaration.isAssumed
        isOwn = destinations.isOwn(declaration.address)
        outsideClasses = destinations.outsideClasses
        speaksOllama = declaration.speaksOllama
        self.weight = weight
        self.concurrency = concurrency
        var limits = PoolLimits()
        limits.maxConnections = concurrency
        limits.maxIdle = concurrency
        upstream = Upstream(
            name: declaration.id,
            address: .tcp(host: address.host, port: address.port),
            tls: try declaration.address.isTLS ? Upstream.clientTLS() : nil,
            limits: limits
        )
    }

    func permits(_ dataClass: DataClass) -> Bool {
        isOwn || outsideClasses.contains(dataClass)
    }
}
