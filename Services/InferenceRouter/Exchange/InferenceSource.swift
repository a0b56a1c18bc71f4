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

    private static let paths = ["/v1/chat/completions", "/v1/completions", "/v1/embeddings"]

    init(_ core: InferenceCore, policy: any ForwardingPolicy, metrics: any MetricsFactory) {
        self.core = core
        self.policy = policy
        self.metrics = RelayMetrics(prefix: "consulta_router", factory: metrics)
    }

    func makeExchange(for head: RequestHead, client: ClientStream) -> any Exchange {
        for path in Self.paths where head.isUnder(path) && head.path == path {
            return InferenceExchange(path: path, core: core, metrics: metrics, client: client)
        }
        for operation in OllamaOperation.allCases
        where head.isUnder(operation.rawValue) && head.path == operation.rawValue {
            return InferenceExchange(
                path: operation.rawValue,
                ollama: OllamaTranslation(operation),
                core: core,
                metrics: metrics,
                client: client
            )
        }
        return ForwardingExchange(policy, client: client)
    }

    func refuse(_ refusal: Refusal, peer: ClientPeer) -> CannedResponse {
        policy.refuse(refusal, peer: peer)
    }
}
