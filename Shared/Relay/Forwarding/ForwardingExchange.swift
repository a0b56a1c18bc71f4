import NIOCore

/// Carries one request to the upstream its policy chose and the answer back, without keeping either.
package final class ForwardingExchange: Exchange {
    private let policy: any ForwardingPolicy
    let client: ClientStream
    private let began = NIODeadline.now()

    private var head: RequestHead?
    private var tags: RequestTags?
    private var route: ForwardingRoute?
    private var routeName = ""
    private(set) var plan: ForwardingPlan?
    var upstream: UpstreamExchange?

    private var status = 499
    private var bytesIn = 0
    private var bytesOut = 0
    private var failure: UpstreamFailure?
    private var isRequestEnded = false
    private var isTunnel = false
    private var isFinished = false

    package init(_ policy: any ForwardingPolicy, client: ClientStream) {
        self.policy = policy
        self.client = client
    }

    // MARK: From the client

    package func requestHead(_ head: RequestHead) {
        let tags = RequestTags(head, on: client.loop)
        self.head = head
        self.tags = tags
        act(on: policy.decide(head, tags: tags, peer: client.peer), head, tags)
    }

    package func requestBody(_ bytes: ByteBuffer) {
        bytesIn += bytes.readableBytes
        guard let upstream else { return }
        if !isTunnel, let limit = route?.settings.bodyLimit, bytesIn > limit {
            return fail(.bodyTooLarge(limit: limit))
        }
        upstream.write(bytes)
        if !upstream.isWritable { client.pauseReading() }
    }

    package func requestEnd() {
        isRequestEnded = true
        upstream?.end()
    }

    package func clientWritable(_ isWritable: Bool) {
        if isWritable { upstream?.resumeReading() } else { upstream?.pauseReading() }
    }

    package func clientGone() {
        upstream?.cancel()
        finish(isTunnel ? .complete : .clientGone)
    }

    package func requestFailed(_ refusal: Refusal) {
        fail(.refused(refusal))
    }

    // MARK: The decision

    private func act(on decision: ForwardingDecision, _ head: RequestHead, _ tags: RequestTags) {
        switch decision {
        case .forward(let plan): forward(plan, head, tags)
        case .respond(let response, let name):
            routeName = name
            answer(response)
        case .takeOver(let takeover, let name):
            routeName = name
            status = 101
            finish(.complete)
            client.takeOver(takeover) { tags.writeRequestIDField(to: &$0) }
        case .wait(let future):
            if head.framing != .none { client.pauseReading() }
            future.hop(to: client.loop.eventLoop).assumeIsolated().whenComplete { result in
                guard !self.isFinished else { return }
                switch result {
                case .success(let decision): self.act(on: decision, head, tags)
                case .failure: self.fail(.undecided)
                }
            }
        }
    }

    private func forward(_ plan: ForwardingPlan, _ head: RequestHead, _ tags: RequestTags) {
        let route = plan.route
        self.plan = plan
        self.route = route
        routeName = route.name
        if let length = head.contentLength, length > route.settings.bodyLimit {
            return fail(.bodyTooLarge(limit: route.settings.bodyLimit))
        }
        guard let request = UpstreamRequest(forwarding: head, by: plan, tags: tags, peer: client.peer) else {
            return fail(.forbiddenPath)
        }
        let upstream = UpstreamExchange(
            to: route.upstream,
            request: request,
            timeouts: route.settings.timeouts,
            delegate: self,
            on: client.loop
        )
        self.upstream = upstream
        upstream.start()
        if isRequestEnded { upstream.end() }
        client.resumeReading()
    }

    // MARK: The answer

    private func answer(_ response: CannedResponse) {
        status = response.status
        bytesOut = response.body.readableBytes
        let tags = tags
        finish(.complete)
        client.respond(response) { tags?.writeRequestIDField(to: &$0) }
    }

    func fail(_ failure: ForwardingFailure) {
        upstream?.cancel()
        if case .upstream(let cause) = failure { self.failure = cause }
        if let head, let tags, !client.hasResponded {
            answer(policy.response(to: failure, route: route, head: head, tags: tags))
        } else {
            client.abort()
            finish(.interrupted)
        }
    }

    func begin(_ status: Int, _ response: ResponseHead) {
        self.status = status
        guard let plan, let tags else { return }
        if status == 101 {
            isTunnel = true
            client.switchProtocols { response.writeFields(to: &$0, plan: plan, tags: tags) }
        } else {
            client.respond(status: status, framing: response.framing, lengthIsWritten: true) {
                response.writeFields(to: &$0, plan: plan, tags: tags)
            }
        }
    }

    func pass(_ bytes: ByteBuffer) {
        bytesOut += bytes.readableBytes
        client.write(bytes)
    }

    func finish(_ outcome: ExchangeRecord.Outcome) {
        guard !isFinished, let head, let tags else { return }
        isFinished = true
        let record = ExchangeRecord(
            method: head.method,
            route: routeName,
            status: status,
            outcome: outcome,
            duration: NIODeadline.now() - began,
            bytesIn: bytesIn,
            bytesOut: bytesOut,
            upstream: route?.upstream.name,
            failure: failure,
            tags: tags
        )
        plan?.hold?.ended(record)
        plan = nil
        policy.finished(record)
        self.head = nil
        self.tags = nil
        upstream = nil
    }
}
