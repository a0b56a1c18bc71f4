import NIOCore
import NIOWebSocket

/// The protocol of one connection (RFC 6455), as the server: pings, pongs, fragments, and the closing handshake.
package final class WebSocketConnection: ChannelDuplexHandler {
    package typealias InboundIn = WebSocketFrame
    package typealias OutboundIn = WebSocketText
    package typealias OutboundOut = WebSocketFrame

    private enum State {
        case open, closing, closed
    }

    private let acceptance: WebSocketAcceptance
    private let limits: WebSocketLimits
    private var state = State.open
    private var fragments: (opcode: WebSocketOpcode, bytes: ByteBuffer)?
    private var queued = 0
    private var queuedBytes = 0
    private var timer: Scheduled<Void>?

    package init(_ acceptance: WebSocketAcceptance, limits: WebSocketLimits) {
        self.acceptance = acceptance
        self.limits = limits
    }

    package func handlerAdded(context: ChannelHandlerContext) {
        schedulePing(context)
        acceptance.opened(WebSocket(context.channel))
    }

    package func channelInactive(context: ChannelHandlerContext) {
        end(context)
        context.fireChannelInactive()
    }

    package func handlerRemoved(context: ChannelHandlerContext) {
        end(context)
    }

    /// The decoder's complaints: frames too long, control frames in parts.
    package func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error as? NIOWebSocketError {
        case .invalidFrameLength: close(.messageTooLarge, context)
        case .some: close(.protocolError, context)
        case nil: context.close(promise: nil)
        }
    }

    // MARK: From the peer

    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        guard state != .closed else { return }
        // RFC 6455, 5.1 and 5.2: clients mask what they send, and no extension was agreed on.
        guard frame.maskKey != nil, frame.reservedBits.isEmpty else { return close(.protocolError, context) }
        let bytes = frame.unmaskedData
        switch frame.opcode {
        case .connectionClose: peerCloses(bytes, context)
        case _ where state == .closing: break
        case .ping: write(.pong, bytes, context)
        case .pong: schedulePing(context)
        case .text, .binary: begin(frame.opcode, bytes, isWhole: frame.fin, context)
        case .continuation: join(bytes, isLast: frame.fin, context)
        default: close(.protocolError, context)
        }
    }

    private func begin(_ opcode: WebSocketOpcode, _ bytes: ByteBuffer, isWhole: Bool, _ context: ChannelHandlerContext)
    {
        guard fragments == nil else { return close(.protocolError, context) }
        if isWhole {
            deliver(opcode, bytes, context)
        } else {
            fragments = (opcode, bytes)
        }
    }

    private func join(_ bytes: ByteBuffer, isLast: Bool, _ context: ChannelHandlerContext) {
        guard let (opcode, first) = fragments else { return close(.protocolError, context) }
        var joined = first
        joined.writeImmutableBuffer(bytes)
        guard joined.readableBytes <= limits.message else { return close(.messageTooLarge, context) }
        fragments = isLast ? nil : (opcode, joined)
        if isLast { deliver(opcode, joined, context) }
    }

    private func deliver(_ opcode: WebSocketOpcode, _ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
        let socket = WebSocket(context.channel)
        guard opcode == .text else { return acceptance.received(socket, .binary(bytes)) }
        guard let text = String(validating: bytes.readableBytesView, as: UTF8.self) else {
            return close(.dataInconsistentWithMessage, context)
        }
        acceptance.received(socket, .text(text))
    }

    /// The answer repeats the peer's code; where the closing was ours, theirs is the answer.
    private func peerCloses(_ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
        guard state == .open else { return context.close(promise: nil) }
        state = .closing
        var bytes = bytes
        var answer = ByteBuffer()
        if let code = bytes.readWebSocketErrorCode() { answer.write(webSocketErrorCode: code) }
        timer?.cancel()
        let frame = WebSocketFrame(fin: true, opcode: .connectionClose, data: answer)
        context.writeAndFlush(wrapOutboundOut(frame)).assumeIsolated().whenComplete { _ in
            context.close(promise: nil)
        }
    }

    // MARK: To the peer

    package func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard state == .open else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        write(.text, unwrapOutboundIn(data).bytes, context, promise)
    }

    package func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?)
    {
        guard let wish = event as? WebSocketClose else {
            return context.triggerUserOutboundEvent(event, promise: promise)
        }
        close(wish.code, context)
        promise?.succeed()
    }

    /// Counted until the socket has taken it, so that a peer that reads nothing can't fill our memory.
    private func write(
        _ opcode: WebSocketOpcode,
        _ bytes: ByteBuffer,
        _ context: ChannelHandlerContext,
        _ promise: EventLoopPromise<Void>? = nil
    ) {
        let size = bytes.readableBytes
        guard queued < limits.queue, queuedBytes + size <= limits.queuedBytes else {
            promise?.fail(ChannelError.outputClosed)
            return close(.policyViolation, context)
        }
        queued += 1
        queuedBytes += size
        let written = promise ?? context.eventLoop.makePromise()
        written.futureResult.assumeIsolated().whenComplete { _ in
            self.queued -= 1
            self.queuedBytes -= size
        }
        context.writeAndFlush(wrapOutboundOut(WebSocketFrame(fin: true, opcode: opcode, data: bytes)), promise: written)
    }

    private func close(_ code: WebSocketErrorCode, _ context: ChannelHandlerContext) {
        guard state == .open else { return }
        state = .closing
        fragments = nil
        var bytes = ByteBuffer()
        bytes.write(webSocketErrorCode: code)
        let frame = WebSocketFrame(fin: true, opcode: .connectionClose, data: bytes)
        context.writeAndFlush(wrapOutboundOut(frame), promise: nil)
        schedule(limits.closeDeadline, context) { context in context.close(promise: nil) }
    }

    private func end(_ context: ChannelHandlerContext) {
        guard state != .closed else { return }
        state = .closed
        timer?.cancel()
        timer = nil
        acceptance.closed(WebSocket(context.channel))
    }

    // MARK: Time

    /// Each pong earns another interval of silence; a peer that owes one is gone.
    private func schedulePing(_ context: ChannelHandlerContext) {
        schedule(limits.pingInterval, context) { context in
            guard self.state == .open else { return }
            self.write(.ping, ByteBuffer(), context)
            self.schedule(self.limits.pongDeadline, context) { context in context.close(promise: nil) }
        }
    }

    private func schedule(
        _ delay: TimeAmount,
        _ context: ChannelHandlerContext,
        _ body: @escaping (ChannelHandlerContext) -> Void
    ) {
        timer?.cancel()
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: delay) { body(context) }
    }
}
