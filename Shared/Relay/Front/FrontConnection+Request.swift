import NIOCore

extension FrontConnection {
    /// Reads the next head and begins its exchange. False while it is incomplete.
    func readHead() -> Bool {
        guard skipEmptyLines() else { return false }
        if case .idle = inbound {
            inbound = .head
            if sequence > 0 { deadline = loop.deadline(after: settings.headTimeout) }
        } else if !mayBeComplete() {
            return refuseIfTooLarge()
        }
        do {
            guard let head = try RequestHead.read(from: &pending, fieldLimit: settings.fieldLimit) else {
                scanned = pending.readableBytes
                return refuseIfTooLarge()
            }
            guard head.fields.bytes.readableBytes <= settings.headLimit else {
                refuse(.headTooLarge)
                return false
            }
            begin(head)
            return true
        } catch {
            refuse(error == .tooLarge ? .headTooLarge : .malformed(error))
            return false
        }
    }

    private func begin(_ head: RequestHead) {
        sequence += 1
        scanned = 0
        deadline = .distantFuture
        outbound = .waiting
        method = head.method
        isHTTP10 = head.isHTTP10
        keepAlive = head.keepAlive && !loop.isDraining
        expectsContinue = head.expectsContinue
        let hasBody = head.framing != .none
        inbound = hasBody ? .body : .complete
        decoder = BodyDecoder(head.framing)

        let current = sequence
        let exchange = source.makeExchange(for: head, client: ClientStream(connection: self, sequence: current))
        self.exchange = exchange
        exchange.requestHead(head)
        if !hasBody, isCurrent(current) { exchange.requestEnd() }
    }

    /// RFC 9112, 2.2: an empty line before a request is a leftover of the one before. False where nothing else came.
    private func skipEmptyLines() -> Bool {
        guard case .idle = inbound else { return true }
        while pending.getInteger(at: pending.readerIndex, as: UInt8.self) == ByteClass.carriageReturn {
            guard let second = pending.getInteger(at: pending.readerIndex + 1, as: UInt8.self) else { return false }
            guard second == ByteClass.lineFeed else { return true }
            pending.moveReaderIndex(forwardBy: 2)
        }
        return pending.readableBytes > 0
    }

    /// Whether the bytes that came since the last look can have ended the head: without this, a head sent byte
    /// by byte would be read again from its start for each.
    private func mayBeComplete() -> Bool {
        let from = max(0, scanned - 3)
        scanned = pending.readableBytes
        return pending.endsLine(from: from)
    }

    private func refuseIfTooLarge() -> Bool {
        if pending.readableBytes > settings.headLimit { refuse(.headTooLarge) }
        return false
    }

    func sendContinueIfExpected() {
        guard expectsContinue, outbound == .waiting else { return }
        expectsContinue = false
        writeInterim(status: 100) { _ in }
    }

    /// Answers a request that never became an exchange, and closes.
    func refuse(_ refusal: Refusal) {
        keepAlive = false
        outbound = .waiting
        inbound = .complete
        method = .get
        isHTTP10 = false
        let response = source.refuse(refusal, peer: peer)
        writeHead(status: response.status, framing: .length(response.body.readableBytes)) { $0.add(response.fields) }
        writeBody(response.body)
        outbound = .done
        closeAfterFlush(lingering: true)
    }

    /// Ends a request whose body cannot be read to its end.
    func fail(_ refusal: Refusal) {
        keepAlive = false
        let failed = exchange
        inbound = .discarding(left: 0)
        failed?.requestFailed(refusal)
        guard exchange != nil else { return }
        exchange = nil
        if outbound == .waiting { refuse(refusal) } else { closeNow() }
    }
}

extension ByteBuffer {
    /// Whether a line feed at or behind `from` is followed by another line's end.
    fileprivate func endsLine(from: Int) -> Bool {
        let bytes = readableBytesUInt8Span
        var index = from
        while index + 1 < bytes.count {
            if bytes[index] == ByteClass.lineFeed {
                let next = bytes[index + 1]
                if next == ByteClass.lineFeed { return true }
                if next == ByteClass.carriageReturn, index + 2 < bytes.count { return true }
            }
            index += 1
        }
        return false
    }
}
