import NIOCore

/// One connection to an upstream: writes one request at a time and reads its answer.
final class UpstreamConnection: ChannelInboundHandler, Timed, Flushing {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    enum Phase {
        case idle
        case head
        case body
        case tunnel
        case closed
    }

    let share: PoolShare
    let channel: any Channel
    private var context: ChannelHandlerContext?
    var exchange: UpstreamExchange?
    var phase = Phase.idle

    var pending = ByteBuffer()
    var decoder = BodyDecoder(.none)
    var isReusable = true
    var hasAnswered = false

    private var output = OutputBuffer()
    var encoder = BodyEncoder(.none)
    var isRequestEnded = false
    private var isFlushPending = false

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
    }

    func install() -> Bool {
        guard (try? channel.pipeline.syncOperations.addHandler(self)) != nil else { return false }
        loop.deadlines.add(self)
        return true
    }

    // MARK: The request

    var isWritable: Bool { channel.isWritable }

    func begin(_ exchange: UpstreamExchange) {
        self.exchange = exchange
        phase = .head
        hasAnswered = false
        isReusable = !exchange.request.wantsUpgrade
        isRequestEnded = false
        encoder = BodyEncoder(exchange.request.framing)
        phaseDeadline = loop.deadline(after: exchange.timeouts.idle)
        output.open()
        output.lines.bytes.writeImmutableBuffer(exchange.request.head)
        needsFlush()
    }

    func send(_ part: ByteBuffer) {
        guard let context, let exchange, phase != .closed else { return }
        if phase != .tunnel { phaseDeadline = loop.deadline(after: exchange.timeouts.idle) }
        output.open()
        guard encoder.beginPart(part.readableBytes, into: &output.lines.bytes) else { return close() }
        if part.readableBytes <= BodyEncoder.copyLimit {
            output.lines.bytes.writeImmutableBuffer(part)
        } else {
            handOver(context)
            context.write(wrapOutboundOut(part), promise: nil)
        }
        encoder.endPart(into: &output.lines.bytes)
        if output.count > OutputBuffer.limit { handOver(context) }
        needsFlush()
    }

    /// Gives the channel what is collected, so that its count of what waits is right.
    private func handOver(_ context: ChannelHandlerContext) {
        if let bytes = output.take() { context.write(wrapOutboundOut(bytes), promise: nil) }
        output.open()
    }

    func endRequest() {
        guard let exchange, phase != .tunnel, !isRequestEnded else { return }
        isRequestEnded = true
        output.open()
        if !encoder.finish(into: &output.lines.bytes) { isReusable = false }
        if phase == .head { phaseDeadline = loop.deadline(after: exchange.timeouts.header) }
        needsFlush()
    }

    private func needsFlush() {
        guard !isFlushPending else { return }
        isFlushPending = true
        loop.needsFlush(self)
    }

    func flushPending() {
        isFlushPending = false
        guard let context else { return }
        if let bytes = output.take() {
            context.writeAndFlush(wrapOutboundOut(bytes), promise: nil)
        } else {
            context.flush()
        }
    }

    // MARK: The end

    func deadlinePassed() {
        guard let exchange else { return close() }
        if exchange.totalDeadline <= phaseDeadline { return give(up: .totalTimeout) }
        give(up: hasAnswered || !isRequestEnded ? .idleTimeout : .headerTimeout)
    }

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
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
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
        touch()
        process()
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        loop.endReadCycle()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { touchWhileSending() }
        exchange?.becameWritable(context.channel.isWritable)
    }

    private func touchWhileSending() {
        guard phase == .head, !isRequestEnded, let exchange else { return }
        phaseDeadline = loop.deadline(after: exchange.timeouts.idle)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        isReusable = false
        give(up: hasAnswered ? .interrupted : .reset)
    }

    func channelInactive(context: ChannelHandlerContext) {
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
