import NIOCore

/// What is known of an exchange when it is over. No path, no query, nothing a person wrote.
package struct ExchangeRecord: Sendable {
    package enum Outcome: String, Sendable {
        case complete
        case clientGone = "client_gone"
        /// Cut after the answer had begun.
        case interrupted
    }

    package var method: RequestMethod
    package var route: String
    /// 499 where the client left before there was any.
    package var status: Int
    package var outcome: Outcome
    package var duration: TimeAmount
    package var bytesIn: Int
    package var bytesOut: Int
    package var upstream: String?
    /// How often it was tried, where that is more than forwarding.
    package var attempts: Int?
    package var failure: UpstreamFailure?
    package var tags: RequestTags

    package init(
        method: RequestMethod,
        route: String,
        status: Int,
        outcome: Outcome,
        duration: TimeAmount,
        bytesIn: Int,
        bytesOut: Int,
        upstream: String?,
        attempts: Int? = nil,
        failure: UpstreamFailure? = nil,
        tags: RequestTags
    ) {
        self.method = method
        self.route = route
        self.status = status
        self.outcome = outcome
        self.duration = duration
        self.bytesIn = bytesIn
        self.bytesOut = bytesOut
        self.upstream = upstream
        self.attempts = attempts
        self.failure = failure
        self.tags = tags
    }
}
