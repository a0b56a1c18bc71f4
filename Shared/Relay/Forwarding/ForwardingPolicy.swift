import NIOCore

/// What becomes of a request.
package enum ForwardingDecision: Sendable {
    case forward(ForwardingPlan)
    case respond(CannedResponse, route: String)
    /// Only for a request that `wantsUpgrade`.
    case takeOver(Takeover, route: String)
    /// It must be asked for elsewhere first. Meanwhile the client's body is not read.
    case wait(EventLoopFuture<ForwardingDecision>)
}

/// Why a request was not answered by its upstream.
package enum ForwardingFailure: Sendable, Equatable {
    case upstream(UpstreamFailure)
    case bodyTooLarge(limit: Int)
    case forbiddenPath
    case refused(Refusal)
    /// The decision that was waited for failed.
    case undecided

    package var status: Int {
        switch self {
        case .upstream(.overloaded): 503
        case .upstream(let failure): failure.isTimeout ? 504 : 502
        case .bodyTooLarge: 413
        case .forbiddenPath: 404
        case .refused(let refusal): refusal.status
        case .undecided: 503
        }
    }
}

/// The decisions of one event loop, without waiting on it.
package protocol ForwardingPolicy: AnyObject {
    func decide(_ head: RequestHead, tags: RequestTags, peer: ClientPeer) -> ForwardingDecision
    /// What the client is told; `route` is nil where none was chosen.
    func response(
        to failure: ForwardingFailure,
        route: ForwardingRoute?,
        head: RequestHead,
        tags: RequestTags
    ) -> CannedResponse
    /// An answer to a request that never became an exchange.
    func refuse(_ refusal: Refusal, peer: ClientPeer) -> CannedResponse
    /// Called once for each exchange: access log and metrics.
    func finished(_ record: ExchangeRecord)
}

/// Forwards every request as its policy says.
package final class ForwardingSource: ExchangeSource {
    private let policy: any ForwardingPolicy

    package init(_ policy: any ForwardingPolicy) {
        self.policy = policy
    }

    package func makeExchange(for head: RequestHead, client: ClientStream) -> any Exchange {
        ForwardingExchange(policy, client: client)
    }

    package func refuse(_ refusal: Refusal, peer: ClientPeer) -> CannedResponse {
        policy.refuse(refusal, peer: peer)
    }
}
