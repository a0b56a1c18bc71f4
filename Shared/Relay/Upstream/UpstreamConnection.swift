import NIOCore

/// One connection to an upstream: writes one request at a time and reads its answer.
final class UpstreamConnection: ChannelInboundHandler, Timed {
    typealias InboundIn = ByteBuffer

    enum Phase {
        case idle
        case head
        case body
        case tunnel
        case closed
    }

    let share: PoolShare
    let channel: any Channel
    let output: ConnectionOutput
    var exchange: UpstreamExchange?
    var phase = Phase.idle

    var pending = ByteBuffer()
    var decoder = BodyDecoder(.none)
    var isReusable = true
    var hasAnswered = false

    var isRequestEnded = false

    var isPaused = false
    var isReading = true
    var isProcessing = false

    var phaseDeadline = NIODeadline.distantFuture
    var deadlineIndex = -1
    var deadline: NIODeadline {
        guard let exchange else { return phaseDeadline }
        return min(phaseDeadline, exchange.totalDeadline)
    }

    var loop: RelayLoop { share.loop }

    init(_ share: PoolShare, _ channel: any Channel) {
        self.share = share
        self.channel = channel
        self.output = ConnectionOutput(channel, on: share.loop)
    }

    func install() -> Bool {
        guard (try? channel.pipeline.syncOperations.addHandler(self)) != nil else { return false }
        loop.deadlines.add(self)
        return true
    }

    // MARK: The request

    func begin(_ exchange: UpstreamExchange) {
        self.exchange = exchange
        phase = .head
        hasAnswered = false
        isReusable = !exchange.request.wantsUpgrade
        isRequestEnded = false
        output.writeLines { $0.bytes.writeImmutableBuffer(exchange.request.head) }
        output.beginBody(exchange.request.framing)
        touch()
    }

    func send(_ part: ByteBuffer) {
        guard phase != .closed else { return }
        guard output.writeBody(part) else { return give(up: .interrupted) }
        touch()
    }

    func endRequest() {
        guard phase != .tunnel, !isRequestEnded else { return }
        isRequestEnded = true
        if !output.endBody() { isReusable = false }
        if phase == .head { touch() }
    }

    // MARK: Limits

    /// Something moved: the time without progress begins anew.
    func touch() {
        phaseDeadline = phaseLimit.map { loop.deadline(after: $0) } ?? .distantFuture
    }

    private var phaseLimit: TimeAmount? {
        // While our side makes it wait, its silence is no fault.
        guard let exchange, !isPaused else { return nil }
        return switch phase {
        case .head: isRequestEnded ? exchange.timeouts.header : exchange.timeouts.idle
        case .body: exchange.timeouts.idle
        case .idle, .tunnel, .closed: nil
        }
    }

    func deadlinePassed() {
        guard let exchange else { return close() }
        if exchange.totalDeadline <= phaseDeadline { return give(up: .totalTimeout) }
        give(up: hasAnswered || !isRequestEnded ? .idleTimeout : .headerTimeout)
    }

    // MARK: The end

    /// Ends the exchange with a failure and the connection with it.
    func give(up failure: UpstreamFailure) {
        let failed = exchange
        exchange = nil
        close()
        if hasAnswered { failed?.fail(failure) } else { failed?.lostBeforeAnswer(failure) }
    }

    /// Closes without telling the exchange.
    func close() {
        guard phase != .closed else { return }
        exchange = nil
        phase = .closed
        phaseDeadline = .distantFuture
        loop.deadlines.remove(self)
        share.lost(self)
        channel.close(promise: nil)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        output.attach(to: context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        output.attach(to: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        loop.beginReadCycle()
        // Nobody asked: an idle connection that speaks cannot be trusted with the next request.
        guard exchange != nil else { return close() }
        if pending.readableBytes == 0 {
            pending = unwrapInboundIn(data)
        } else {
            var bytes = unwrapInboundIn(data)
            pending.writeBuffer(&bytes)
        }
        if phase == .body { touch() }
        process()
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        loop.endReadCycle()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if !isRequestEnded, output.isWritable { touch() }
        exchange?.becameWritable(output.isWritable)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        isReusable = false
        give(up: hasAnswered ? .interrupted : .reset)
    }

    func channelInactive(context: ChannelHandlerContext) {
        loop.endReadCycle()
        guard phase != .closed else { return }
        isPaused = false
        process()
        guard let exchange, phase != .closed else { return close() }
        if phase == .tunnel || phase == .body && decoder.endsWithConnection {
            self.exchange = nil
            close()
            exchange.succeed()
        } else {
            give(up: hasAnswered ? .interrupted : .reset)
        }
    }
}
