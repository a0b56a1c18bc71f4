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
    let path: String
    /// For a client that speaks Ollama's API.
    var ollama: OllamaTranslation?
    private let metrics: RelayMetrics
    private let began = NIODeadline.now()

    var phase = Phase.reading
    var ask: Ask?
    var prompt: Prompt?
    var attempts = 0
    /// Where the last attempt was made.
    var endpoint: Endpoint?
    var failure: AttemptFailure?
    /// When the request was complete, and how much of the time since then endpoints took.
    var readyAt = NIODeadline.distantPast
    var upstreamTime = TimeAmount.zero

    private var tags: RequestTags?
    private var head: RequestHead?
    private var principal: Principal?
    private var body = ByteBuffer()
    private var isBodyComplete = false
    private var bytesIn = 0
    var status = 499

    var deadline = NIODeadline.distantFuture
    var deadlineIndex = -1
    /// By when the answer must be whole or, of a stream, have begun.
    private(set) var totalDeadline = NIODeadline.distantFuture

    init(
        path: String,
        ollama: OllamaTranslation? = nil,
        core: InferenceCore,
        metrics: RelayMetrics,
        client: ClientStream
    ) {
        self.path = path
        self.ollama = ollama
        self.core = core
        self.metrics = metrics
        self.client = client
    }

    // MARK: From the client

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
            if body.readableBytes > core.settings.limits.bodyHeld { beginUnfinished() }
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

    // MARK: Who asks

    private func verify(_ token: String) {
        let bound = NIOLoopBound(self, eventLoop: client.loop.eventLoop)
        let eventLoop = client.loop.eventLoop
        let verifier = core.verifier
        Task {
            let result: Result<Principal, any Error>
            do { result = .success(try await verifier.verify(token)) } catch { result = .failure(error) }
            eventLoop.execute { bound.value.verified(result) }
        }
    }

    private func verified(_ result: Result<Principal, any Error>) {
        guard case .reading = phase else { return }
        switch result {
        case .success(let principal):
            client.resumeReading()
            admit(principal)
        case .failure(let error):
            answer(error as? TokenError == .keysUnavailable ? .identityUnavailable : .unauthenticated)
        }
    }

    private func admit(_ principal: Principal) {
        guard principal.mayInfer else { return answer(.forbidden) }
        self.principal = principal
        beginIfReady()
    }

    // MARK: What is asked

    private func append(_ bytes: ByteBuffer) {
        if body.readableBytes == 0 {
            body = bytes
            // A body of known length is put together without growing.
            if let length = head?.contentLength, length > bytes.readableBytes {
                body.reserveCapacity(min(length, core.settings.limits.bodyHeld + (1 << 16)))
            }
        } else {
            body.writeImmutableBuffer(bytes)
        }
    }

    private func beginIfReady() {
        guard isBodyComplete, let principal else { return }
        if ollama != nil {
            guard let translated = ollama?.request(body, eventLimit: core.settings.limits.bodyHeld) else {
                return answer(.invalidBody)
            }
            body = translated
        }
        guard let outline = RequestOutline.read(body) else { return answer(.invalidBody) }
        begin(outline, principal, isWhole: true)
    }

    /// A body too large to be kept: it goes out once, as it comes.
    private func beginUnfinished() {
        guard let principal else { return }
        guard ollama == nil, let outline = RequestOutline.read(body, isWhole: false) else {
            return answer(.bodyTooLarge)
        }
        client.pauseReading()
        begin(outline, principal, isWhole: false)
    }

    /// Only a daemon is believed; what nobody vouches for counts as clinical.
    private func dataClass(_ principal: Principal) -> DataClass {
        guard principal.callingService != nil else { return .clinical }
        return head?.fields["x-consulta-data-class"].flatMap { DataClass(rawValue: $0) } ?? .clinical
    }

    private func begin(_ outline: RequestOutline, _ principal: Principal, isWhole: Bool) {
        guard outline.media.areAllowed(core.settings.destinations.mediaHosts) else { return answer(.mediaRefused) }
        prompt = Prompt(
            path: ollama?.operation.openAIPath ?? path,
            isTranslated: ollama != nil,
            outline: outline,
            body: body,
            isWhole: isWhole,
            length: isWhole ? body.readableBytes : head?.contentLength,
            accept: head?.fields[.accept]
        )
        body = ByteBuffer()
        ask = Ask(
            name: outline.model,
            user: principal.subject,
            request: tags?.requestID ?? "",
            dataClass: dataClass(principal)
        )
        readyAt = .now()
        totalDeadline = client.loop.deadline(after: core.settings.timeouts.total)
        deadline = totalDeadline
        client.loop.deadlines.add(self)
        acquire()
    }

    /// Sends what came while there was no endpoint yet, and lets the rest come.
    func resumeBody(_ attempt: Attempt) {
        guard prompt?.isWhole == false else { return }
        if body.readableBytes > 0 {
            attempt.write(body)
            body = ByteBuffer()
        }
        if isBodyComplete { attempt.endRequest() } else if attempt.takesMore { client.resumeReading() }
    }

    /// The request is answered for good or has begun to be: its bytes aren't needed again.
    func dropPrompt() {
        prompt = nil
        body = ByteBuffer()
    }

    // MARK: The end

    var language: Language { Language(acceptLanguage: head?.fields[.acceptLanguage]) }

    func withTags(_ body: (RequestTags) -> Void) {
        if let tags { body(tags) }
    }

    /// Gives back whatever is held: a place in the queue, a timer, an endpoint.
    func letGo() {
        switch phase {
        case .reading, .over: break
        case .waiting(let ticket): _ = core.balancer.leave(ticket)
        case .pausing(let pause): pause.cancel()
        case .trying(let attempt), .answering(let attempt): attempt.cancel()
        }
    }

    /// The last thing an exchange does, once.
    func finish(_ outcome: ExchangeRecord.Outcome) {
        if case .over = phase { return }
        phase = .over
        if deadlineIndex >= 0 { client.loop.deadlines.remove(self) }
        core.balancer.requestEnded()
        guard let head, let tags else { return }
        let record = ExchangeRecord(
            method: head.method,
            route: path,
            status: status,
            outcome: outcome,
            duration: .now() - began,
            bytesIn: bytesIn,
            bytesOut: client.bytesWritten,
            upstream: endpoint?.id,
            attempts: attempts,
            tags: tags
        )
        metrics.record(record)
        core.accessLog?.append(record, on: client.loop.eventLoop)
        self.head = nil
        self.tags = nil
        dropPrompt()
    }
}
