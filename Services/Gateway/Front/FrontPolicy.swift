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
        guard !head.hasEmptySegments, let route = table.route(for: head) else {
            return refuse(.notFound, head, tags, nil)
        }
        let credential = Credential(head)
        guard mayCome(head, peer, with: credential) else { return refuse(.crossOrigin, head, tags, route) }
        let request = FrontRequest(head: head, tags: tags, peer: peer, route: route, credential: credential)
        return decide(request)
    }

    func response(
        to failure: ForwardingFailure,
        route: ForwardingRoute?,
        head: RequestHead,
        tags: RequestTags
    ) -> CannedResponse {
        let product = route?.upstream.name ?? RouteTable.own
        let dialect = table.route(for: head)?.route.errors ?? .problem
        return parts.answers.problem(.failure(failure, of: product), to: head, tags, dialect)
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

    /// Whether a page may ask this in its visitor's name.
    private func mayCome(_ head: RequestHead, _ peer: ClientPeer, with credential: Credential?) -> Bool {
        if let credential, !credential.isFromCookie { return true }
        let isSecure = ClientFields.isSecure(head, peer)
        if head.wantsUpgrade { return credential == nil || parts.origins.mayOpenSocket(head, isSecure: isSecure) }
        return head.method.isSafe || parts.origins.mayChange(head, isSecure: isSecure)
    }

    private func decide(_ request: FrontRequest) -> ForwardingDecision {
        switch request.route.route.access {
        case .anyone: return admit(request, known(request))
        case .local where ClientFields.isLocal(request.head, request.peer): return admit(request, known(request))
        case .visitor where request.credential == nil:
            return identify(request) { [parts] in .visitor(try await parts.visitors.visit(request.head)) }
        case .local, .user, .visitor, .roles, .permission: break
        }
        guard let credential = request.credential else {
            return refuse(request.acceptsKeys ? .apiKeyMissing : .unauthenticated, request)
        }
        if case .apiKey = credential, !request.acceptsKeys { return refuse(APIKeyError.notAccepted.problem, request) }
        if let caller = known(request) { return authorize(request, caller) }
        let route = request.route.route
        return identify(request) { [parts] in
            switch credential {
            case .token(let text, let isFromCookie):
                do {
                    return .sender(try await parts.verifier.verify(text))
                } catch {
                    // Whose session has ended is a visitor here, not somebody to turn away.
                    guard isFromCookie, route.access == .visitor else { throw error }
                    return .visitor(try await parts.visitors.visit(request.head))
                }
            case .apiKey(let text): return .program(try await parts.keys.exchange(text, for: route.daemon))
            }
        }
    }

    /// To look at a credential, or to make one, costs us more than it costs whoever asks for it.
    private func identify(
        _ request: FrontRequest,
        _ look: @escaping @Sendable () async throws -> Caller
    ) -> ForwardingDecision {
        let key = BucketKey(rate: .public, owner: network(of: request))
        let allowance = parts.limits.buckets.draw(key, at: .now())
        guard allowance.isGranted else { return refuse(ExceededLimit(.requests(.public), allowance), request) }
        return .wait(
            eventLoop.makeFutureWithTask(look).assumeIsolated()
                .map { self.authorize(request, $0) }
                .recover { self.refuse(Problem(describing: $0), request) }
                .nonisolated()
        )
    }

    /// Who asks, where that was found out before.
    private func known(_ request: FrontRequest) -> Caller? {
        switch request.credential {
        case .token(let text, _): parts.verifier.cached(text).map(Caller.sender)
        case .apiKey(let text) where request.acceptsKeys:
            parts.keys.cached(text, for: request.route.route.daemon).map(Caller.program)
        case .apiKey, nil: nil
        }
    }

    private func authorize(_ request: FrontRequest, _ caller: Caller) -> ForwardingDecision {
        guard caller.may(request.route.route.access) else { return refuse(.forbidden, request) }
        if case .program(let pass) = caller { parts.keyUses.note(pass.keyID) }
        return admit(request, caller)
    }

    private func admit(_ request: FrontRequest, _ caller: Caller?) -> ForwardingDecision {
        var added = parts.origins.lines(for: request.head)
        let held: FrontHold?
        let owner = caller?.rateOwner ?? network(of: request)
        switch parts.limits.admit(request, owner: owner, network: network(of: request)) {
        case .refused(let limit): return refuse(limit, request)
        case .granted(let allowance, let hold):
            if let allowance { added.add(allowance) }
            held = hold
        }
        if request.opensSocket { return openSocket(request, caller, added) }
        guard let forwarding = request.route.forwarding else { return refuse(.notInstalled, request) }
        let isSecure = ClientFields.isSecure(request.head, request.peer)
        if isSecure { added.add(SecurityHeaders.transport) }
        if case .visitor(let visit) = caller, let cookie = visit.newCookie {
            added.add(FieldLines([("set-cookie", Visitors.setting(cookie, isSecure: isSecure))]))
        }
        if var page = parts.pages.answer(request) {
            if let added { page.fields.add(added) }
            return .respond(page, route: request.route.route.path)
        }
        return .forward(
            ForwardingPlan(
                forwarding,
                dropping: request.droppedFields(caller),
                addedRequestFields: request.addedFields(caller, address: address(of: request)),
                addedResponseFields: added,
                hold: held
            )
        )
    }

    /// The connection becomes a socket of the live notices, here: nothing relays its frames.
    private func openSocket(_ request: FrontRequest, _ caller: Caller?, _ added: FieldLines?) -> ForwardingDecision {
        guard case .sender(let principal) = caller, case .token(let token, _) = request.credential else {
            return refuse(.unauthenticated, request)
        }
        let handshake: WebSocketHandshake
        do { handshake = try WebSocketHandshake(request.head) } catch { return refuse(error, request) }
        let acceptance = eventLoop.makeFutureWithTask { [parts] in
            try await parts.live.accept(principal, token: token, query: request.head.query)
        }
        return .wait(
            acceptance.assumeIsolated()
                .map { .takeOver(handshake.takeover($0, WebSocketLimits(), added), route: request.route.route.path) }
                .recover { self.refuse(Problem(describing: $0), request) }
                .nonisolated()
        )
    }

    private func address(of request: FrontRequest) -> String {
        request.peer.clientAddress(of: request.head, trusted: parts.trustedProxies)
    }

    private func network(of request: FrontRequest) -> String {
        ClientNetwork.of(address(of: request))
    }

    private func refuse(_ limit: ExceededLimit, _ request: FrontRequest) -> ForwardingDecision {
        var answer = answer(.exceeded(limit), request)
        answer.fields.add(limit.allowance)
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
        let dialect = route?.route.errors ?? .problem
        return .respond(parts.answers.problem(problem, to: head, tags, dialect), route: route?.route.path ?? "none")
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
