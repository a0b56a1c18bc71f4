import CoreMetrics
import Daemon
import Hummingbird
import NIOCore
import Relay

/// The front of one event loop: requests for models are handled here, everything else by the daemon's own
/// application behind it.
final class InferenceSource: ExchangeSource {
    private let core: InferenceCore
    private let policy: any ForwardingPolicy
    private let metrics: RelayMetrics

    private static let operations = InferenceOperation.all.map { (path: $0.path, operation: $0) }

    init(_ core: InferenceCore, policy: any ForwardingPolicy, metrics: any MetricsFactory) {
        self.core = core
        self.policy = policy
        self.metrics = RelayMetrics(prefix: "consulta_router", factory: metrics)
    }

    func makeExchange(for head: RequestHead, client: ClientStream) -> any Exchange {
        for (path, operation) in Self.operations where head.isAt(path) {
            return InferenceExchange(operation, path: path, core: core, metrics: metrics, client: client)
        }
        return ForwardingExchange(policy, client: client)
    }

    func refuse(_ refusal: Refusal, peer: ClientPeer) -> CannedResponse {
        policy.refuse(refusal, peer: peer)
    }
}
