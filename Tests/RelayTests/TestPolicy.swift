import NIOCore
import Relay

/// Forwards, unless a test decides otherwise, and keeps the records.
final class TestPolicy: ForwardingPolicy {
    typealias Decide = @Sendable (ForwardingRoute, RequestHead, RelayLoop) -> ForwardingDecision

    private let route: ForwardingRoute
    private let loop: RelayLoop
    private let journal: Journal
    private let decide: Decide

    init(_ route: ForwardingRoute, _ loop: RelayLoop, _ journal: Journal, _ decide: @escaping Decide) {
        self.route = route
        self.loop = loop
        self.journal = journal
        self.decide = decide
    }

    func decide(_ head: RequestHead, tags: RequestTags, peer: ClientPeer) -> ForwardingDecision {
        decide(route, head, loop)
    }

    func response(
        to failure: ForwardingFailure,
        route: ForwardingRoute?,
        head: RequestHead,
        tags: RequestTags
    ) -> CannedResponse {
        CannedResponse(status: failure.status, body: ByteBuffer(string: "\(failure)"))
    }

    func refuse(_ refusal: Refusal, peer: ClientPeer) -> CannedResponse {
        CannedResponse(status: refusal.status, body: ByteBuffer(string: refusal.code))
    }

    func finished(_ record: ExchangeRecord) {
        journal.append(record)
    }
}
