import Daemon
import Identity
import NIOCore
import Relay
import SuiteProtocol

/// One request for a model: who asks, what for, at which endpoints it is tried, and the answer. Lives on its
/// client's event loop.
final class InferenceExchange: Exchange, Timed {
    enum Phase {
        /// The token is being verified or the body is still coming.
        case reading
        case waiting(Balancer.Ticket)
        case pausing(Scheduled<Void>)
        /// An endpoint is asked; nothing has gone to the client.
        case trying(Attempt)
        /// The answer has begun.
        case answering(Attempt)
        case over
    }

    let core: InferenceCore
    let client: ClientStream
    let operation: InferenceOperation
    let path: String
    /// For a client that speaks Ollama's API, at endpoints that don't.
    var ollama: OllamaTranslation?
    let metrics: RelayMetrics
    let began = NIODeadline.now()

    var phase = Phase.reading
    var ask: Ask?
    /// As the client put it.
    var prompt: Prompt?
    /// As endpoints of the other dialect are asked; made for the first of them.
    var translated: Prompt?
    var attempts = 0
    /// Where the last attempt was made.
    var endpoint: Endpoint?
    var failure: AttemptFailure?
    /// When the request was complete, and how much of the time since then endpoints took.
    var readyAt = NIODeadline.distantPast
    var upstreamTime = TimeAmount.zero

    var tags: RequestTags?
    var head: RequestHead?
    var principal: Principal?
    var body = ByteBuffer()
    /// How much of the body has come when what it says so far is looked at.
    var lookAt: Int
    private(set) var isBodyComplete = false
    private(set) var bytesIn = 0
    var status = 499

    var deadline = NIODeadline.distantFuture
    var deadlineIndex = -1
    /// By when the answer must be whole or, of a stream, have begun.
    var totalDeadline = NIODeadline.distantFuture

    init(
        _ operation: InferenceOperation,
        path: String,
        core: InferenceCore,
        metrics: RelayMetrics,
        client: ClientStream
    ) {
        self.operation = operation
        self.path = path
        if case .ollama(let operation) = operation { ollama = OllamaTranslation(operation) }
        self.core = core
        lookAt = core.settings.limits.bodyHeld
        self.metrics = metrics
        self.client = client
    }

    func requestHead(_ head: RequestHead) {
        self.head = head
        tags = RequestTags(head, on: client.loop)
        core.balancer.requestBegan()
        guard head.method == .post else { return answer(.methodNotAllowed) }
        guard let token = bearerToken(head.fields[.authorization]) else { return answer(.unauthenticated) }
        if let principal = core.verifier.cached(token) { return admit(principal) }
        client.pauseReading()
        verify(token)
    }

    func requestBody(_ bytes: ByteBuffer) {
        bytesIn += bytes.readableBytes
        switch phase {
        case .reading:
            append(bytes)
            if body.readableBytes > lookAt { beginUnfinished() }
        case .trying(let attempt), .answering(let attempt):
            attempt.write(bytes)
            if !attempt.takesMore { client.pauseReading() }
        case .waiting, .pausing:
            // Read before the pause took hold.
            append(bytes)
        case .over: break
        }
    }

    func requestEnd() {
        isBodyComplete = true
        switch phase {
        case .reading: beginIfReady()
        case .trying(let attempt), .answering(let attempt): attempt.endRequest()
        case .waiting, .pausing, .over: break
        }
    }

    func clientWritable(_ isWritable: Bool) {
        guard case .answering(let attempt) = phase else { return }
        attempt.setPaused(!isWritable)
    }

    func clientGone() {
        letGo()
        finish(.clientGone)
    }

    func requestFailed(_ refusal: Refusal) {
        letGo()
        answer(.refused(refusal))
    }
}
