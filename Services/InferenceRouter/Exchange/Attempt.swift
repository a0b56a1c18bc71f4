import CoreMetrics
import NIOCore
import Relay

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
    let core: InferenceCore
    private let size: HeaderDeadlines.PromptSize
    /// The answer comes in pieces.
    let isStream: Bool
    let isAudio: Bool
    let stripsUsage: Bool
    /// The endpoint was not asked in the client's own dialect.
    let isTranslated: Bool
    weak var delegate: (any AttemptDelegate)?

    var upstream: UpstreamExchange?
    private var credential = 0
    private var credentialsLeft = 0
    /// Where there are other credentials to try.
    private var sendAgain: (() -> Void)?
    var answer = Answer.awaited
    var form = AnswerForm.json
    var contentLength: Int?
    private(set) var isGivenBack = false
    /// Nobody waits for it any more.
    private var isLetGo = false
    var firstPieceAt: NIODeadline?
    var usage: TokenUsage?
    /// How long the content that came is.
    var contentBytes = 0
    private let promptBytes: Int
    private let hasTextAnswer: Bool

    /// - Parameter prompt: in the endpoint's dialect.
    init(
        _ grant: Grant,
        _ prompt: Prompt,
        isTranslated: Bool,
        isLast: Bool,
        core: InferenceCore,
        delegate: any AttemptDelegate
    ) {
        self.grant = grant
        self.isLast = isLast
        self.core = core
        self.delegate = delegate
        size = prompt.size
        isStream = prompt.isStream
        isAudio = prompt.isAudio
        stripsUsage = prompt.addsUsage
        self.isTranslated = isTranslated
        promptBytes = prompt.bytes
        hasTextAnswer = prompt.hasTextAnswer
    }

    /// Whether something of our own may be written between what this passes.
    var isBetweenEvents: Bool {
        if case .events(let filter) = answer { filter.isBetweenEvents } else { false }
    }

    /// Whether the answer is a stream of events, or of lines.
    var isEvents: Bool {
        if case .events = answer { true } else { false }
    }

    // MARK: The request

    func start(_ prompt: Prompt, tags: RequestTags, on loop: RelayLoop) {
        let endpoint = grant.endpoint
        credential = endpoint.firstCredential
        if endpoint.credentials.count > 1, prompt.isWhole {
            credentialsLeft = endpoint.credentials.count - 1
            sendAgain = { [unowned self] in send(prompt, tags, loop) }
        }
        send(prompt, tags, loop)
    }

    /// A credential was refused: the same request with the next, at once. False where there is none left.
    func sendWithNextCredential() -> Bool {
        guard credentialsLeft > 0, let sendAgain else { return false }
        credentialsLeft -= 1
        credential = grant.endpoint.credential(after: credential)
        upstream?.cancel()
        sendAgain()
        return true
    }

    private func send(_ prompt: Prompt, _ tags: RequestTags, _ loop: RelayLoop) {
        var timeouts = UpstreamTimeouts()
        let settings = core.settings.timeouts
        timeouts.connect = grant.endpoint.address.isLocal ? settings.connect : settings.connectRemote
        timeouts.header = core.balancer.headerLimit(grant, size, isStream: isStream)
        timeouts.idle = settings.idle
        let upstream = UpstreamExchange(
            to: grant.endpoint.upstream,
            request: prompt.request(
                to: grant,
                authorization: grant.endpoint.authorization(credential),
                tags: tags
            ),
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
        isLetGo = true
        giveBack(outcome, error: label)
    }

    // MARK: The end

    func giveBack(_ outcome: Outcome, park: TimeAmount? = nil, error: String? = nil, refusesUs: Bool = false) {
        guard !isGivenBack else { return }
        isGivenBack = true
        sendAgain = nil
        var report = AttemptReport(outcome)
        report.firstPiece = outcome == .success ? firstPieceAt.map { $0 - began } : nil
        report.size = size
        report.isStream = isStream
        report.park = park
        report.error = error
        report.consumption = consumption(outcome)
        if outcome == .success, usage != nil { report.writing = .now() - (isStream ? firstPieceAt ?? began : began) }
        report.refusesUs = refusesUs
        if outcome == .success { record() }
        core.balancer.giveBack(grant, report)
    }

    /// What the endpoint did for us: what it says itself, else by length, also of an answer that broke off or that
    /// nobody waits for. Nil where it did nothing.
    private func consumption(_ outcome: Outcome) -> Consumption? {
        if let usage { return Consumption(usage) }
        if case .refusal = answer { return nil }
        guard outcome == .success || isLetGo || contentBytes > 0 else { return nil }
        return Consumption(estimating: promptBytes, hasTextAnswer ? contentBytes : 0)
    }

    private func record() {
        let now = NIODeadline.now()
        grant.figures.duration.recordNanoseconds((now - began).nanoseconds)
        if isStream, let firstPieceAt { grant.figures.firstToken.recordNanoseconds((firstPieceAt - began).nanoseconds) }
        guard let usage else { return }
        grant.figures.inputTokens.record(usage.input)
        grant.figures.outputTokens.record(usage.output)
    }

    func fail(_ failure: AttemptFailure) {
        upstream?.cancel()
        upstream = nil
        giveBack(failure.outcome, park: failure.park, error: failure.label, refusesUs: failure.refusesUs)
        let delegate = delegate
        self.delegate = nil
        delegate?.attempt(self, failed: failure)
    }

    func finish(_ answer: WholeAnswer, _ outcome: Outcome) {
        upstream = nil
        giveBack(outcome)
        let delegate = delegate
        self.delegate = nil
        delegate?.attempt(self, answered: answer)
    }
}
