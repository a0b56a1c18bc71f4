import Glibc
import NIOCore

extension FrontConnection {
    var isWritable: Bool {
        context?.channel.isWritable ?? false
    }

    var bytesWritten: Int { outbound == .waiting ? 0 : encoder.written }

    func writeHead(
        status: Int,
        framing: BodyFraming,
        lengthIsWritten: Bool = false,
        _ fields: (inout FieldLines) -> Void
    ) {
        guard outbound == .waiting else { return }
        outbound = .body
        // A client that waits to be told to continue may or may not send its body after this: what would come
        // next on this connection cannot be known.
        if loop.isDraining || expectsContinue { keepAlive = false }
        let isBodiless = method == .head || status == 204 || status == 304
        var actual = framing
        if framing == .chunked { actual = .untilClose }
        if actual == .untilClose, !isBodiless {
            if isHTTP10 { keepAlive = false } else { actual = .chunked }
        }
        output.open()
        StatusLine.write(status, to: &output.lines.bytes)
        fields(&output.lines)
        switch actual {
        case .length(let length) where !lengthIsWritten && status != 204 && status != 304:
            output.lines.add("content-length", length)
        case .none where !lengthIsWritten && !isBodiless:
            output.lines.add("content-length", 0)
        case .chunked where !isBodiless:
            output.lines.bytes.writeStaticString("transfer-encoding: chunked\r\n")
        default: break
        }
        if !keepAlive {
            output.lines.bytes.writeStaticString("connection: close\r\n")
        } else if isHTTP10 {
            output.lines.bytes.writeStaticString("connection: keep-alive\r\n")
        }
        output.lines.endLine()
        encoder = BodyEncoder(isBodiless ? .none : actual)
        needsFlush()
    }

    func writeInterim(status: Int, _ fields: (inout FieldLines) -> Void) {
        guard outbound == .waiting, !isHTTP10 else { return }
        output.open()
        StatusLine.write(status, to: &output.lines.bytes)
        fields(&output.lines)
        output.lines.endLine()
        needsFlush()
    }

    func switchProtocols(_ fields: (inout FieldLines) -> Void) {
        guard outbound == .waiting else { return }
        writeInterim(status: 101, fields)
        outbound = .body
        encoder = BodyEncoder(.untilClose)
        keepAlive = false
        inbound = .tunnel
        deadline = .distantFuture
        process()
    }

    func writeBody(_ part: ByteBuffer) {
        guard outbound == .body, let context else { return }
        if case .none = encoder.framing { return }
        output.open()
        guard encoder.beginPart(part.readableBytes, into: &output.lines.bytes) else { return abort() }
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

    /// Ends the answer and with it the exchange.
    func finishResponse() {
        let isBegun = outbound == .body
        outbound = .done
        exchange = nil
        output.open()
        guard isBegun, encoder.finish(into: &output.lines.bytes) else { return abort() }
        needsFlush()
        if case .complete = inbound {
            if keepAlive { nextRequest() } else { closeAfterFlush(lingering: false) }
            return
        }
        if case .tunnel = inbound { return closeAfterFlush(lingering: false) }
        inbound = .discarding(left: 262_144)
        deadline = loop.deadline(after: .seconds(5))
        guard keepAlive else { return closeAfterFlush(lingering: true) }
        isPaused = false
        process()
    }

    func nextRequest() {
        inbound = .idle
        outbound = .waiting
        deadline = loop.deadline(after: settings.keepAliveTimeout)
        isPaused = false
        process()
    }

    /// Cuts the connection; what was written goes out first.
    func abort() {
        flushPending()
        if outbound != .waiting, encoder.framing == .untilClose, let context {
            // Nothing but a reset tells such a client that its answer is not whole.
            let reset = linger(l_onoff: 1, l_linger: 0)
            _ = (context.channel as? any SocketOptionProvider)?.setSoLinger(reset)
        }
        closeNow()
    }

    /// Closes when everything written has left. With `lingering` only our side closes first and the client's
    /// bytes are thrown away for a while: closing on unread bytes would reset the connection and our answer with it.
    func closeAfterFlush(lingering: Bool) {
        guard let context else { return }
        inbound = .discarding(left: 0)
        deadline = loop.deadline(after: lingering ? .seconds(5) : settings.writeTimeout)
        isFlushPending = false
        let last = output.take() ?? ByteBuffer()
        context.writeAndFlush(wrapOutboundOut(last)).assumeIsolated().whenComplete { [weak self] _ in
            guard let context = self?.context else { return }
            context.close(mode: lingering ? .output : .all, promise: nil)
        }
    }

    func needsFlush() {
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
}
