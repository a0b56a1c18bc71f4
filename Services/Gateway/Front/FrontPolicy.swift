import Daemon
import Identity
import NIOCore
import Relay
import SuiteProtocol

/// The gateway's decisions on one event loop: which route, who asks, may they, and how often.
///
/// Nothing here waits. A token that wasn't seen before is verified beside the path, and the decision made then.
final class FrontPolicy: ForwardingPolicy {
    private let parts: FrontParts
    private let eventLoop: any EventLoop
    private let figures: RelayMetrics
    private var table: FrontTable
    private var version: Int

    init(_ parts: FrontParts, on eventLoop: any EventLoop) {
        self.parts = parts
        self.eventLoop = eventLoop
        version = parts.routes.version
        table = parts.routes.front
        figures = RelayMetrics(prefix: "gateway", factory: parts.metrics)
    }

    func decide(_ head: RequestHead, tags: RequestTags, peer: ClientPeer) -> ForwardingDecision {
        if parts.routes.version != version {
            version = parts.routes.version
            table = parts.routes.front
        }
        if let preflight = parts.origins.preflight(head, SecurityHeaders.standard) {
            return .respond(preflight, route: "preflight")
        }
        guard let route = table.route(for: head) else { return refuse(.notFound, head, tags, nil) }
        let token = ClientFields.token(of: head)
        let changes = !head.method.isSafe || head.wantsUpgrade
        if changes, token?.isFromCookie ?? true,
            !parts.origins.mayChange(head, isSecure: ClientFields.isSecure(head, peer))
        {
            return refuse(.crossOrigin, head, tags, route)
        }
        let request = FrontRequest(head: head, tags: tags, peer: peer, route: route, token: token)
        return decide(request)
    }

    func response(
        to failure: ForwardingFailure,
        route: ForwardingRoute?,
        head: RequestHead,
        tags: RequestTags
    ) -> CannedResponse {
        let product = route?.upstream.name ?? RouteTable.own
        let style = table.route(for: head)?.route.errors ?? .problem
        return parts.answers.problem(.failure(failure, of: product), to: head, tags, style)
    }

    func refuse(_ refusal: Refusal, peer: ClientPeer) -> CannedResponse {
        parts.answers.problem(.refusal(refusal))
    }

    func finished(_ record: ExchangeRecord) {
        figures.record(record)
        // What our own endpoints answered they have logged themselves, but for WebSockets.
        guard record.upstream != RouteTable.own || record.failure != nil || record.status == 101 else { return }
        parts.accessLog?.append(record, on: eventLoop)
    }

    private func decide(_ request: FrontRequest) -> ForwardingDecision {
        let known = request.token.flatMap { parts.verifier.cached($0.text) }
        switch request.route.route.access {
        case .anyone: return admit(request, known)
        case .local where ClientFields.isLocal(request.head, request.peer): return admit(request, known)
        case .local, .user, .roles: break
        }
        if let known { return authorize(request, known) }
        guard let token = request.token else { return refuse(.unauthenticated, request) }
        // A signature costs us more than it costs whoever invents it.
        let allowance = draw(.public, for: network(of: request))
        guard allowance.isGranted else { return refuse(allowance, request) }
        let verification = eventLoop.makeFutureWithTask { [verifier = parts.verifier] in
            try await verifier.verify(token.text)
        }
        return .wait(
            verification.assumeIsolated()
                .map { self.authorize(request, $0) }
                .recover { self.refuse(Problem(describing: $0), request) }
                .nonisolated()
        )
    }

    private func authorize(_ request: FrontRequest, _ principal: Principal) -> ForwardingDecision {
        let isAllowed =
            switch request.route.route.access {
            case .anyone, .user: true
            case .local: principal.can(.observe)
            case .roles(let roles): !roles.isDisjoint(with: principal.roles)
            }
        return isAllowed ? admit(request, principal) : refuse(.forbidden, request)
    }

    private func admit(_ request: FrontRequest, _ principal: Principal?) -> ForwardingDecision {
        var added = parts.origins.lines(for: request.head)
        if let rate = request.rateClass {
            let owner = rate == .public ? nil : principal?.subject
            let allowance = draw(rate, for: owner ?? network(of: request))
            guard allowance.isGranted else { return refuse(allowance, request) }
            added.add(allowance)
        }
        guard let forwarding = request.route.forwarding else { return refuse(.notInstalled, request) }
        if ClientFields.isSecure(request.head, request.peer) { added.add(SecurityHeaders.transport) }
        return .forward(
            ForwardingPlan(
                forwarding,
                dropping: request.droppedFields,
                addedRequestFields: request.addedFields(address: address(of: request)),
                addedResponseFields: added
            )
        )
    }

    private func address(of request: FrontRequest) -> String {
        request.peer.clientAddress(of: request.head, trusted: parts.trustedProxies)
    }

    private func network(of request: FrontRequest) -> String {
        ClientNetwork.of(address(of: request))
    }

    private func draw(_ rate: RateClass, for owner: String) -> Allowance {
        parts.buckets.draw(BucketKey(rate: rate, owner: owner), at: .now())
    }

    private func refuse(_ allowance: Allowance, _ request: FrontRequest) -> ForwardingDecision {
        var answer = answer(.rateLimited(allowance), request)
        answer.fields.add(allowance)
        return .respond(answer, route: request.route.route.path)
    }

    private func refuse(_ problem: Problem, _ request: FrontRequest) -> ForwardingDecision {
        .respond(answer(problem, request), route: request.route.route.path)
    }

    private func refuse(
        _ problem: Problem,
        _ head: RequestHead,
        _ tags: RequestTags,
        _ route: FrontRoute?
    ) -> ForwardingDecision {
        let style = route?.route.errors ?? .problem
        return .respond(parts.answers.problem(problem, to: head, tags, style), route: route?.route.path ?? "none")
    }

    private func answer(_ problem: Problem, _ request: FrontRequest) -> CannedResponse {
        parts.answers.problem(problem, to: request.head, request.tags, request.route.route.errors)
    }
}

extension FieldLines {
    /// `RateLimit-*` as most clients read them.
    fileprivate mutating func add(_ allowance: Allowance) {
        add("ratelimit-limit", allowance.limit)
        add("ratelimit-remaining", allowance.remaining)
        add("ratelimit-reset", allowance.seconds)
    }
}

extension FieldLines? {
    fileprivate mutating func add(_ allowance: Allowance) {
        var lines = self ?? FieldLines(capacity: 96)
        lines.add(allowance)
        self = lines
    }

    fileprivate mutating func add(_ more: FieldLines) {
        var lines = self ?? FieldLines(capacity: 96)
        lines.add(more)
        self = lines
    }
}
