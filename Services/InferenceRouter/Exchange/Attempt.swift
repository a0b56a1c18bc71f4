import CoreMetrics
import FoundationEssentials
import NIOCore
import Relay

/// What an attempt tells the request it is made for, on its event loop. `ended`, `answered` and `failed` are the
/// last word.
protocol AttemptDelegate: AnyObject {
    /// The answer is whole.
    func attempt(_ attempt: Attempt, answered answer: WholeAnswer)
    /// The answer begins: from here on it can't be begun elsewhere.
    func attempt(_ attempt: Attempt, begins status: Int, contentType: String?, length: Int?)
    func attempt(_ attempt: Attempt, passes bytes: ByteBuffer)
    func attemptEnded(_ attempt: Attempt)
    func attempt(_ attempt: Attempt, failed failure: AttemptFailure)
    func attempt(_ attempt: Attempt, takesMore isWritable: Bool)
}

/// One try of one request at one endpoint. Gives its place back once, whatever happens.
final class Attempt {
    enum Answer {
        case awaited
        case whole(WholeAnswer)
        case refusal(WholeAnswer, park: TimeAmount?)
        case events(EventFilter)
        /// Larger than what is kept: straight through.
        case passing
    }

    let grant: Grant
    let began = NIODeadline.now()
    /// After this one there is no other: the endpoint's own words are for the client.
    let isLast: Bool
    private let core: InferenceCore
    private let size: HeaderDeadlines.PromptSize
    private let isStream: Bool
    private let stripsUsage: Bool
    private let isTranslated: Bool
    private weak var delegate: (any AttemptDelegate)?

    private var upstream: UpstreamExchange?
    private var answer = Answer.awaited
    private var contentLength: Int?
    private var isGivenBack = false
    private(set) var firstPieceAt: NIODeadline?
    private(set) var usage: TokenUsage?

    init(_ grant: Grant, _ prompt: Prompt, isLast: Bool, core: InferenceCore, delegate: any AttemptDelegate) {
        self.grant = grant
        self.isLast = isLast
        self.core = core
        self.delegate = delegate
        size = prompt.size
        isStream = prompt.outline.isStream
        stripsUsage = prompt.addsUsage
        isTranslated = prompt.isTranslated
    }

    /// Whether something of our own may be written between what this passes.
    var isBetweenEvents: Bool {
        if case .events(let filter) = answer { filter.isBetweenEvents } else { false }
    }

    /// Whether the answer is a stream of events.
    var isEvents: Bool {
        if case .events = answer { true } else { false }
    }

    // MARK: The request

    func start(_ prompt: Prompt, tags: RequestTags, on loop: RelayLoop) {
        var timeouts = UpstreamTimeouts()
        let settings = core.settings.timeouts
        timeouts.connect = grant.endpoint.address.isLocal ? settings.connect : settings.connectRemote
        timeouts.header = core.balancer.headerLimit(grant, size, isStream: isStream)
        timeouts.idle = settings.idle
        let upstream = UpstreamExchange(
            to: grant.endpoint.upstream,
            request: prompt.request(to: grant, tags: tags),
            timeouts: timeouts,
            delegate: self,
            on: loop
        )
        self.upstream = upstream
        upstream.start()
        for part in prompt.parts(for: grant) { upstream.write(part) }
        if prompt.isWhole { upstream.end() }
    }

    var takesMore: Bool { upstream?.isWritable ?? false }

    func write(_ bytes: ByteBuffer) {
        upstream?.write(bytes)
    }

    func endRequest() {
        upstream?.end()
    }

    func setPaused(_ isPaused: Bool) {
        if isPaused { upstream?.pauseReading() } else { upstream?.resumeReading() }
    }

    /// Lets go of the endpoint at once; nothing more is told.
    func cancel(_ outcome: Outcome = .neutral, label: String? = nil) {
        delegate = nil
        upstream?.cancel()
        upstream = nil
        giveBack(outcome, error: label)
    }

    // MARK: The end

    private func giveBack(_ outcome: Outcome, park: TimeAmount? = nil, error: String? = nil) {
        guard !isGivenBack else { return }
        isGivenBack = true
        var report = AttemptReport(outcome)
        report.firstPiece = outcome == .success ? firstPieceAt.map { $0 - began } : nil
        report.size = size
        report.isStream = isStream
        report.park = park
        report.error = error
        if outcome == .success { record() }
        core.balancer.giveBack(grant, report)
    }

    private func record() {
        let now = NIODeadline.now()
        grant.figures.duration.recordNanoseconds((now - began).nanoseconds)
        if isStream, let firstPieceAt { grant.figures.firstToken.recordNanoseconds((firstPieceAt - began).nanoseconds) }
        guard let usage else { return }
        grant.figures.inputTokens.record(usage.input)
        grant.figures.outputTokens.record(usage.output)
    }

    private func fail(_ failure: AttemptFailure) {
        upstream?.cancel()
        upstream = nil
        giveBack(failure.outcome, park: failure.park, error: failure.label)
        let delegate = delegate
        self.delegate = nil
        delegate?.attempt(self, failed: failure)
    }

    private func finish(_ answer: WholeAnswer, _ outcome: Outcome) {
        upstream = nil
        giveBack(outcome)
        let delegate = delegate
        self.delegate = nil
        delegate?.attempt(self, answered: answer)
    }
}

extension Attempt: UpstreamDelegate {
    func upstream(_ exchange: UpstreamExchange, received head: ResponseHead) {
        contentLength = head.contentLength
        let whole = WholeAnswer(
            status: head.status,
            contentType: head.fields[.contentType],
            retryAfter: head.fields["retry-after"],
            body: ByteBuffer()
        )
        guard !(200..<300).contains(head.status) else {
            let isEvents = whole.contentType?.lowercased().hasPrefix("text/event-stream") ?? false
            if !isEvents { firstPieceAt = .now() }
            answer =
                isEvents
                ? .events(EventFilter(stripsUsage: stripsUsage, limits: core.settings.limits)) : .whole(whole)
            return
        }
        let park =
            head.status == 429 || head.status == 503
            ? ParkTime.read({ head.fields[$0] }, now: Date()) : nil
        if AttemptFailure.isRetryable(head.status), !isLast {
            return fail(AttemptFailure(status: head.status, answer: nil, park: park))
        }
        answer = .refusal(whole, park: park)
    }

    func upstream(_ exchange: UpstreamExchange, received bytes: ByteBuffer) {
        switch answer {
        case .awaited: break
        case .passing: delegate?.attempt(self, passes: bytes)
        case .refusal(var refusal, let park):
            guard refusal.body.readableBytes < core.settings.limits.answerHeld else { return }
            answer = .awaited
            refusal.body.writeImmutableBuffer(bytes)
            answer = .refusal(refusal, park: park)
        case .whole(var whole):
            answer = .awaited
            append(bytes, to: &whole.body)
            answer = .whole(whole)
            let limits = core.settings.limits
            guard whole.body.readableBytes > (isTranslated ? limits.bodyHeld : limits.answerHeld) else { return }
            if isTranslated { fail(.invalidAnswer) } else { pass(whole) }
        case .events(var filter):
            answer = .awaited
            feed(&filter) { filter, pieces throws(EventFilter.Broken) in try filter.feed(bytes, passed: &pieces) }
        }
    }

    func upstreamEnded(_ exchange: UpstreamExchange) {
        switch answer {
        case .awaited: fail(AttemptFailure(.reset, isReused: false))
        case .passing: end()
        case .refusal(let refusal, let park):
            let failure = AttemptFailure(status: refusal.status, answer: refusal, park: park)
            if failure.isRetryable || failure.answer == nil { fail(failure) } else { finish(refusal, .neutral) }
        case .whole(let whole):
            guard let outline = try? AnswerOutline(whole.body) else { return fail(.invalidAnswer) }
            usage = outline.usage
            finish(whole, .success)
        case .events(var filter):
            answer = .awaited
            if feed(&filter, { filter, pieces throws(EventFilter.Broken) in try filter.end(passed: &pieces) }) { end() }
        }
    }

    func upstream(_ exchange: UpstreamExchange, failed failure: UpstreamFailure) {
        if case .events(let filter) = answer, filter.hasBegun, filter.isComplete { return end() }
        fail(AttemptFailure(failure, isReused: exchange.isReused))
    }

    func upstream(_ exchange: UpstreamExchange, writable isWritable: Bool) {
        delegate?.attempt(self, takesMore: isWritable)
    }

    private func append(_ bytes: ByteBuffer, to body: inout ByteBuffer) {
        if body.readableBytes == 0 { body = bytes } else { body.writeImmutableBuffer(bytes) }
    }

    private func pass(_ whole: WholeAnswer) {
        answer = .passing
        delegate?.attempt(self, begins: whole.status, contentType: whole.contentType, length: contentLength)
        delegate?.attempt(self, passes: whole.body)
    }

    private func end() {
        upstream = nil
        giveBack(.success)
        let delegate = delegate
        self.delegate = nil
        delegate?.attemptEnded(self)
    }

    /// Lets the filter work and hands on what it passed, also where it found the stream broken. False if it did.
    @discardableResult
    private func feed(
        _ filter: inout EventFilter,
        _ work: (inout EventFilter, inout [ByteBuffer]) throws(EventFilter.Broken) -> Void
    ) -> Bool {
        let hadBegun = filter.hasBegun
        var pieces: [ByteBuffer] = []
        var broken: EventFilter.Broken?
        do { try work(&filter, &pieces) } catch { broken = error }
        usage = filter.usage
        let begins = !hadBegun && filter.hasBegun
        answer = .events(filter)
        if begins {
            firstPieceAt = .now()
            delegate?.attempt(self, begins: 200, contentType: "text/event-stream; charset=utf-8", length: nil)
        }
        for piece in pieces { delegate?.attempt(self, passes: piece) }
        if let broken, !isGivenBack { fail(AttemptFailure(broken)) }
        return broken == nil
    }
}
