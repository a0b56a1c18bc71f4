import NIOCore

/// One client connection: reads requests, hands them to exchanges one after the other, writes the answers.
final class FrontConnection: ChannelInboundHandler, Timed {
    typealias InboundIn = ByteBuffer

    enum Inbound {
        /// Between requests, nothing read.
        case idle
        /// Part of a head has been read.
        case head
        case body
        /// The request is complete; its answer is not.
        case complete
        case tunnel
        /// Others' handlers have it.
        case taken
        /// The answer is complete; what is left of the request is thrown away.
        case discarding(left: Int)
        case closed
    }

    enum Outbound {
        case waiting
        case body
        case done
    }

    let loop: RelayLoop
    let settings: FrontSettings
    let source: any ExchangeSource
    let peer: ClientPeer
    let count: ConnectionCount

    let channel: any Channel
    let output: ConnectionOutput
    private var context: ChannelHandlerContext?
    var exchange: (any Exchange)?
    /// Counts the requests; a `ClientStream` of an earlier one is void.
    var sequence: UInt64 = 0
    var inbound = Inbound.idle
    var outbound = Outbound.waiting

    var deadline = NIODeadline.distantFuture
    var deadlineIndex = -1

    /// Read and not yet understood.
    var pending = ByteBuffer()
    /// How much of `pending` is known not to complete a head.
    var scanned = 0
    var decoder = BodyDecoder(.none)
    var method = RequestMethod.get
    var isHTTP10 = false
    var keepAlive = true
    var expectsContinue = false

    var isPaused = false
    private var isReading = true
    private var isProcessing = false

    /// Bytes of further requests that are read while one is being answered.
    private static let pipelineLimit = 16_384

    init(
        _ channel: any Channel,
        loop: RelayLoop,
        settings: FrontSettings,
        source: any ExchangeSource,
        count: ConnectionCount
    ) {
        self.channel = channel
        self.loop = loop
        self.output = ConnectionOutput(channel, on: loop)
        self.settings = settings
        self.source = source
        self.count = count
        self.peer = ClientPeer(channel, settings)
    }

    func isCurrent(_ sequence: UInt64) -> Bool {
        self.sequence == sequence && exchange != nil
    }

    // MARK: Channel events

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        output.attach(to: context)
    }

    func channelActive(context: ChannelHandlerContext) {
        deadline = loop.deadline(after: settings.headTimeout)
        loop.add(self)
        if !count.enter(limit: settings.maxConnections) { refuse(.tooManyConnections) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .taken = inbound { return context.fireChannelRead(data) }
        loop.beginReadCycle()
        if pending.readableBytes == 0 {
            pending = unwrapInboundIn(data)
        } else {
            var bytes = unwrapInboundIn(data)
            pending.writeBuffer(&bytes)
        }
        process()
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        loop.endReadCycle()
        if case .taken = inbound { context.fireChannelReadComplete() }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        switch inbound {
        case .complete, .tunnel: limitWriting()
        case .taken: context.fireChannelWritabilityChanged()
        default: break
        }
        exchange?.clientWritable(output.isWritable)
        process()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        loop.endReadCycle()
        if case .closed = inbound { return }
        inbound = .closed
        loop.remove(self)
        count.leave()
        if let exchange {
            self.exchange = nil
            exchange.clientGone()
        }
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        output.attach(to: nil)
    }

    // MARK: Reading

    func setPaused(_ paused: Bool) {
        guard isPaused != paused else { return }
        isPaused = paused
        if paused { updateReading() } else { process() }
    }

    /// Moves on as far as the bytes at hand allow. Answers given meanwhile only change the state that this
    /// loop looks at, so a pipeline of a thousand requests needs no deep stack.
    func process() {
        guard !isProcessing else { return }
        isProcessing = true
        while step() {}
        isProcessing = false
        updateReading()
    }

    /// One step; false when there is nothing more to do now.
    private func step() -> Bool {
        switch inbound {
        // A client that asks and never reads would have us keep all its answers.
        case .idle, .head: return output.isWritable && readHead()
        case .body: return !isPaused && readBody()
        case .complete, .closed: return false
        case .tunnel:
            guard !isPaused, pending.readableBytes > 0 else { return false }
            let bytes = pending
            pending = ByteBuffer()
            exchange?.requestBody(bytes)
            return true
        case .taken:
            guard pending.readableBytes > 0 else { return false }
            let bytes = pending
            pending = ByteBuffer()
            context?.fireChannelRead(NIOAny(bytes))
            return true
        case .discarding(let left):
            return discard(left)
        }
    }

    private func readBody() -> Bool {
        do {
            guard let part = try decoder.next(from: &pending) else {
                sendContinueIfExpected()
                deadline = loop.deadline(after: settings.bodyTimeout)
                return false
            }
            expectsContinue = false
            switch part {
            case .bytes(let bytes): exchange?.requestBody(bytes)
            case .end:
                inbound = .complete
                limitWriting()
                exchange?.requestEnd()
            }
            return true
        } catch {
            fail(.malformed(error))
            return false
        }
    }

    /// Throws away the rest of a request that is already answered. Where it ends soon, the connection lives on.
    private func discard(_ left: Int) -> Bool {
        guard left > 0 else {
            pending = ByteBuffer()
            return false
        }
        guard keepAlive else {
            closeAfterFlush(lingering: true)
            return true
        }
        guard let part = try? decoder.next(from: &pending) else { return false }
        switch part {
        case .bytes(let bytes):
            inbound = .discarding(left: left - bytes.readableBytes)
            if left <= bytes.readableBytes { closeAfterFlush(lingering: true) }
        case .end: nextRequest()
        }
        return true
    }

    private func updateReading() {
        let wanted =
            switch inbound {
            case .idle, .head: output.isWritable
            case .discarding, .taken: true
            case .body, .tunnel: !isPaused
            case .complete: pending.readableBytes < Self.pipelineLimit
            case .closed: false
            }
        if case .body = inbound, isPaused { deadline = .distantFuture }
        guard wanted != isReading else { return }
        isReading = wanted
        try? channel.syncOptions?.setOption(.autoRead, value: wanted)
    }

    // MARK: Limits

    /// While an answer is under way only a client that has stopped taking it has a limit.
    func limitWriting() {
        deadline = output.isWritable ? .distantFuture : loop.deadline(after: settings.writeTimeout)
    }

    func deadlinePassed() {
        switch inbound {
        case .idle: closeNow()
        case .head: refuse(.slowHead)
        case .body: fail(.slowBody)
        case .complete, .tunnel: abort()
        case .discarding, .taken, .closed: closeNow()
        }
    }

    func closeIfIdle() {
        keepAlive = false
        if case .idle = inbound, pending.readableBytes == 0 { closeAfterFlush(lingering: false) }
    }

    func closeNow() {
        deadline = .distantFuture
        channel.close(promise: nil)
    }
}
