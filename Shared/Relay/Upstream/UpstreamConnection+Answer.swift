import NIOCore

extension UpstreamConnection {
    /// Bytes of a response head; its fields have offsets of 16 bits.
    private static let headLimit = 65_535
    private static let fieldLimit = 256

    func setPaused(_ paused: Bool) {
        guard isPaused != paused else { return }
        isPaused = paused
        touch()
        if paused { updateReading() } else { process() }
    }

    /// Moves on as far as the bytes at hand allow.
    func process() {
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
        let read = try ResponseHead.read(from: &pending, fieldLimit: Self.fieldLimit, toHead: exchange.request.isHead)
        guard let head = read else {
            guard pending.readableBytes <= Self.headLimit else { throw .tooLarge }
            return false
        }
        if head.status == 101 {
            guard exchange.request.wantsUpgrade else { throw .startLine }
            hasAnswered = true
            phase = .tunnel
            output.beginBody(.untilClose)
            touch()
            share.tunnelBegan(on: self)
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

    private func updateReading() {
        let wanted = !isPaused && phase != .closed
        guard wanted != isReading else { return }
        isReading = wanted
        try? channel.syncOptions?.setOption(.autoRead, value: wanted)
    }
}
