import Glibc
import NIOCore

extension FrontConnection {
    var bytesWritten: Int { outbound == .waiting ? 0 : output.bodyBytes }

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
        output.writeLines { lines in
            StatusLine.write(status, to: &lines.bytes)
            fields(&lines)
            switch actual {
            case .length(let length) where !lengthIsWritten && status != 204 && status != 304:
                lines.add("content-length", length)
            case .none where !lengthIsWritten && !isBodiless:
                lines.add("content-length", 0)
            case .chunked where !isBodiless:
                lines.bytes.writeStaticString("transfer-encoding: chunked\r\n")
            default: break
            }
            if !keepAlive {
                lines.bytes.writeStaticString("connection: close\r\n")
            } else if isHTTP10 {
                lines.bytes.writeStaticString("connection: keep-alive\r\n")
            }
            lines.endLine()
        }
        output.beginBody(isBodiless ? .none : actual)
    }

    func writeInterim(status: Int, _ fields: (inout FieldLines) -> Void) {
        guard outbound == .waiting, !isHTTP10 else { return }
        output.writeLines { lines in
            StatusLine.write(status, to: &lines.bytes)
            fields(&lines)
            lines.endLine()
        }
    }

    func switchProtocols(_ fields: (inout FieldLines) -> Void) {
        guard outbound == .waiting else { return }
        writeInterim(status: 101, fields)
        outbound = .body
        output.beginBody(.untilClose)
        keepAlive = false
        inbound = .tunnel
        limitWriting()
        process()
    }

    /// Leaves the connection to the handlers that are added now. What the client sent after its handshake is theirs.
    func handOver(to takeover: Takeover, _ fields: (inout FieldLines) -> Void) {
        guard outbound == .waiting else { return }
        writeInterim(status: 101) { lines in
            lines.bytes.writeStaticString("connection: upgrade\r\nupgrade: websocket\r\n")
            lines.add(takeover.fields)
            fields(&lines)
        }
        output.close()
        outbound = .done
        inbound = .taken
        exchange = nil
        deadline = .distantFuture
        isPaused = false
        // It lives for hours and says little: one small buffer for what it reads is enough.
        try? channel.syncOptions?.setOption(.maxMessagesPerRead, value: 1)
        try? channel.syncOptions?.setOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 1024))
        do { try takeover.install(channel) } catch { return closeNow() }
        process()
    }

    func writeBody(_ part: ByteBuffer) {
        guard outbound == .body, output.framing != .none else { return }
        if !output.writeBody(part) { abort() }
    }

    /// Ends the answer and with it the exchange.
    func finishResponse() {
        let isBegun = outbound == .body
        outbound = .done
        exchange = nil
        guard isBegun, output.endBody() else { return abort() }
        switch inbound {
        case .complete:
            if keepAlive { nextRequest() } else { closeAfterFlush(lingering: true) }
        case .tunnel:
            closeAfterFlush(lingering: false)
        default:
            guard keepAlive else { return closeAfterFlush(lingering: true) }
            inbound = .discarding(left: settings.discardLimit)
            deadline = loop.deadline(after: settings.lingerTimeout)
            isPaused = false
            process()
        }
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
        output.flush()
        if outbound != .waiting, output.framing == .untilClose {
            // Nothing but a reset tells such a client that its answer is not whole.
            let reset = linger(l_onoff: 1, l_linger: 0)
            _ = (channel as? any SocketOptionProvider)?.setSoLinger(reset)
        }
        closeNow()
    }

    /// Closes when everything written has left. With `lingering` only our side closes first and the client's
    /// bytes are thrown away for a while: closing on unread bytes would reset the connection and our answer with it.
    func closeAfterFlush(lingering: Bool) {
        inbound = .discarding(left: 0)
        deadline = loop.deadline(after: settings.writeTimeout)
        output.flushAll()?.assumeIsolated().whenComplete { [weak self] _ in
            guard let self else { return }
            guard lingering else { return closeNow() }
            deadline = loop.deadline(after: settings.lingerTimeout)
            channel.close(mode: .output, promise: nil)
        }
    }
}
