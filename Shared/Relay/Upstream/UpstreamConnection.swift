import NIOCore

/// One connection to an upstream: writes one request at a time and reads its answer.
final class UpstreamConnection: ChannelInboundHandler, Timed, Flushing {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Phase {
        case idle
        case head
        case body
        case tunnel
        case closed
    }

    private let share: PoolShare
    private let channel: any Channel
    private var context: ChannelHandlerContext?
    private var exchange: UpstreamExchange?
    private var phase = Phase.idle

    private var pending = ByteBuffer()
    private var decoder = BodyDecoder(.none)
    private var isReusable = true
    private var hasAnswered = false

    private var output = OutputBuffer()
    private var encoder = BodyEncoder(.none)
    private var isRequestEnded = false
    private var isFlushPending = false

    private var isPaused = false
    private var isReading = true
    private var isProcessing = false

    private var phaseDeadline = NIODeadline.distantFuture
    var deadlineIndex = -1
    var deadline: NIODeadline {
        guard let exchange else { return phaseDeadline }
        return min(phaseDeadline, exchange.totalDeadline)
    }

    private var loop: RelayLoop { share.loop }
    /// Bytes of a response head; its fields have offsets of 16 bits.
    private static let headLimit = 65_535

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

    var isWritable: Bool { channel.isWritable && output.count < 65_536 }

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
            if let before = output.take() { context.write(wrapOutboundOut(before), promise: nil) }
            context.write(wrapOutboundOut(part), promise: nil)
            output.open()
        }
        encoder.endPart(into: &output.lines.bytes)
        needsFlush()
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

    // MARK: The answer

    func setPaused(_ paused: Bool) {
        guard isPaused != paused else { return }
        isPaused = paused
        if paused {
            // Our side makes it wait: its silence is no fault.
            phaseDeadline = .distantFuture
            updateReading()
        } else {
            touch()
            process()
        }
    }

    /// Moves on as far as the bytes at hand allow.
    private func process() {
        guard !isProcessing else { return }
        isProcessing = true
        while !isPaused, let exchange, step(exchange) {}
        isProcessing = false
        updateReading()
    }

    private func step(_ exchange: UpstreamExchange) -> Bool {
        do {
            switch phase {
            case .idle, .closed: return false
            case .head: return try readHead(exchange)
            case .body: return try readBody(exchange)
            case .tunnel:
                guard pending.readableBytes > 0 else { return false }
                let bytes = pending
                pending = ByteBuffer()
                exchange.received(bytes)
                return true
            }
        } catch {
            give(up: hasAnswered ? .interrupted : .malformed)
            return false
        }
    }

    private func readHead(_ exchange: UpstreamExchange) throws(MalformedMessage) -> Bool {
        guard pending.readableBytes > 0 else { return false }
        let read = try ResponseHead.read(from: &pending, fieldLimit: 256, toHead: exchange.request.isHead)
        guard let head = read else {
            guard pending.readableBytes <= Self.headLimit else { throw .tooLarge }
            return false
        }
        if head.status == 101 {
            guard exchange.request.wantsUpgrade else { throw .startLine }
            hasAnswered = true
            phase = .tunnel
            encoder = BodyEncoder(.untilClose)
            phaseDeadline = .distantFuture
            exchange.switched(head)
        } else if head.status < 200 {
            if head.status != 100 { exchange.informed(head) }
        } else {
            hasAnswered = true
            isReusable = isReusable && head.keepAlive
            phase = .body
            decoder = BodyDecoder(head.framing)
            touch()
            exchange.received(head)
        }
        return true
    }

    private func readBody(_ exchange: UpstreamExchange) throws(MalformedMessage) -> Bool {
        guard let part = try decoder.next(from: &pending) else { return false }
        switch part {
        case .bytes(let bytes): exchange.received(bytes)
        case .end: complete(exchange)
        }
        return true
    }

    /// The answer is whole. The connection goes back first, so that what comes next can use it.
    private func complete(_ exchange: UpstreamExchange) {
        self.exchange = nil
        phase = .idle
        if isReusable, isRequestEnded, pending.readableBytes == 0 {
            phaseDeadline = loop.deadline(after: share.upstream.limits.idleTimeout)
            isPaused = false
            share.release(self)
        } else {
            close()
        }
        exchange.succeed()
    }

    /// Something arrived: the time without a byte begins anew.
    private func touch() {
        guard phase == .body, !isPaused, let exchange else { return }
        phaseDeadline = loop.deadline(after: exchange.timeouts.idle)
    }

    private func updateReading() {
        let wanted = !isPaused && phase != .closed
        guard wanted != isReading else { return }
        isReading = wanted
        try? channel.syncOptions?.setOption(.autoRead, value: wanted)
    }

    // MARK: The end

    func deadlinePassed() {
        guard let exchange else { return close() }
        if exchange.totalDeadline <= phaseDeadline { return give(up: .totalTimeout) }
        give(up: hasAnswered || !isRequestEnded ? .idleTimeout : .headerTimeout)
    }

    /// Ends the exchange with a failure and the connection with it.
    private func give(up failure: UpstreamFailure) {
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
