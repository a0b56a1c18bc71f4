import Daemon
import Relay
import SuiteProtocol
import Synchronization

/// A server with models, as it was declared. What it is doing stands in its `EndpointRecord`.
package final class Endpoint: Sendable {
    package let id: String
    package let name: String
    package let address: EndpointAddress
    package let source: EndpointSource
    package let capabilities: [Capability: Int]
    package let tier: EndpointTier
    package let isAssumed: Bool
    /// The institution's own; what is sent elsewhere leaves it.
    package let isOwn: Bool
    /// What it may be sent.
    package let dataClasses: Set<DataClass>
    private let permitted: DataClassMask
    package let speaksOllama: Bool
    /// Its share of the requests of its tier.
    package let weight: Int
    /// Requests at once.
    package let concurrency: Int
    package let price: Price?
    /// What may be spent there in a month.
    package let monthlyCap: Amount?
    /// What it knows us by, in the order in which they are tried.
    package let credentials: [EndpointCredential]
    let credentialInUse = Atomic(0)
    package let upstream: Upstream
    let declaration: EndpointDeclaration

    package enum Refused: Error, Equatable {
        /// Clinical requests never leave the institution, whoever says so.
        case clinicalOutside
    }

    /// - Parameters:
    ///   - concurrency: where none was declared.
    ///   - predecessor: the same endpoint before a change: its connections go on.
    package init(
        _ declaration: EndpointDeclaration,
        concurrency: Int = 32,
        destinations: DestinationSettings = DestinationSettings(),
        credentials: [EndpointCredential] = [],
        replacing predecessor: Endpoint? = nil
    ) throws {
        self.declaration = declaration
        id = declaration.id
        name = declaration.name ?? declaration.id
        address = declaration.address
        source = declaration.source
        capabilities = declaration.capabilities
        isAssumed = declaration.isAssumed
        let isOwnHost = destinations.isOwn(declaration.address)
        tier = declaration.tier ?? (isOwnHost ? .local : .paid)
        // Who is paid by the token is somebody else, whatever stands between.
        isOwn = isOwnHost && tier != .paid
        dataClasses = declaration.dataClasses ?? (isOwn ? Set(DataClass.allCases) : destinations.outsideClasses)
        guard isOwn || !dataClasses.contains(.clinical) else { throw Refused.clinicalOutside }
        permitted = DataClassMask(dataClasses)
        speaksOllama = declaration.speaksOllama
        weight = declaration.weight
        self.concurrency = declaration.concurrency ?? concurrency
        price = declaration.price
        monthlyCap = declaration.monthlyCap
        self.credentials = credentials
        if let predecessor {
            upstream = predecessor.upstream
        } else {
            var limits = PoolLimits()
            // How many at once is the fleet's business, and may change while connections are open.
            limits.maxConnections = EndpointRules.concurrency.upperBound
            limits.maxIdle = self.concurrency
            upstream = Upstream(
                name: declaration.id,
                address: .tcp(host: address.host, port: address.port),
                tls: try declaration.address.isTLS ? Upstream.clientTLS() : nil,
                limits: limits
            )
        }
    }

    func permits(_ dataClass: DataClass) -> Bool {
        permitted.contains(dataClass)
    }
}
