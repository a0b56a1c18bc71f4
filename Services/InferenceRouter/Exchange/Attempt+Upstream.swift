import FoundationEssentials
import NIOCore
import Relay

/// What comes from the endpoint.
extension Attempt: UpstreamDelegate {
    func upstream(_ exchange: UpstreamExchange, received head: ResponseHead) {
        if head.status == 401, sendWithNextCredential() { return }
        contentLength = head.contentLength
        let whole = WholeAnswer(
            status: head.status,
            contentType: head.fields[.contentType],
            retryAfter: head.fields["retry-after"],
            isTranslated: isTranslated,
            body: ByteBuffer()
        )
        guard !(200..<300).contains(head.status) else {
            form = AnswerForm(contentType: whole.contentType, isAudio: isAudio)
            let limits = core.settings.limits
            switch form {
            case .events: answer = .events(EventFilter(.events, stripsUsage: stripsUsage, limits: limits))
            case .lines: answer = .events(EventFilter(.lines, stripsUsage: false, limits: limits))
            case .json, .text, .pieces:
                firstPieceAt = .now()
                answer = .whole(whole)
            }
            return
        }
        let park =
            [429, 503, 529].contains(head.status)
            ? ParkTime.read({ head.fields[$0] }, now: Date()) : nil
        if AttemptFailure.isRetryable(head.status), !isLast {
            return fail(AttemptFailure(status: head.status, answer: nil, park: park))
        }
        answer = .refusal(whole, park: park)
    }

    func upstream(_ exchange: UpstreamExchange, received bytes: ByteBuffer) {
        switch answer {
        case .awaited: break
        case .passing:
            contentBytes += bytes.readableBytes
            delegate?.attempt(self, passes: bytes)
        case .refusal(var refusal, let park):
            guard refusal.body.readableBytes < core.settings.limits.answerHeld else { return }
            answer = .awaited
            refusal.body.writeImmutableBuffer(bytes)
            answer = .refusal(refusal, park: park)
        case .whole(var whole):
            answer = .awaited
            append(bytes, to: &whole.body)
            contentBytes = whole.body.readableBytes
            answer = .whole(whole)
            let limits = core.settings.limits
            let limit = form == .pieces ? 0 : isTranslated ? limits.bodyHeld : limits.answerHeld
            guard whole.body.readableBytes > limit else { return }
            if isTranslated { fail(.invalidAnswer) } else { pass(whole) }
        case .events(var filter):
            answer = .awaited
            feed(&filter) { filter, pieces throws(EventFilter.Broken) in try filter.feed(bytes, passed: &pieces) }
        }
    }

    func upstreamEnded(_ exchange: UpstreamExchange) {
        switch answer {
        case .awaited: fail(AttemptFailure(.reset, isReused: false))
        case .passing: end()
        case .refusal(let refusal, let park):
            let failure = AttemptFailure(status: refusal.status, answer: refusal, park: park)
            if failure.isRetryable || failure.answer == nil { fail(failure) } else { finish(refusal, .neutral) }
        case .whole(let whole):
            if form == .json {
                guard let outline = try? AnswerOutline(whole.body) else { return fail(.invalidAnswer) }
                usage = outline.usage
                contentBytes = outline.contentBytes
            }
            finish(whole, .success)
        case .events(var filter):
            answer = .awaited
            if feed(&filter, { filter, pieces throws(EventFilter.Broken) in try filter.end(passed: &pieces) }) { end() }
        }
    }

    func upstream(_ exchange: UpstreamExchange, failed failure: UpstreamFailure) {
        if case .events(let filter) = answer, filter.hasBegun, filter.isComplete { return end() }
        fail(AttemptFailure(failure, isReused: exchange.isReused))
    }

    func upstream(_ exchange: UpstreamExchange, writable isWritable: Bool) {
        delegate?.attempt(self, takesMore: isWritable)
    }

    private func append(_ bytes: ByteBuffer, to body: inout ByteBuffer) {
        if body.readableBytes == 0 { body = bytes } else { body.writeImmutableBuffer(bytes) }
    }

    private func pass(_ whole: WholeAnswer) {
        answer = .passing
        delegate?.attempt(self, begins: whole.status, contentType: whole.contentType, length: contentLength)
        delegate?.attempt(self, passes: whole.body)
    }

    private func end() {
        upstream = nil
        giveBack(.success)
        let delegate = delegate
        self.delegate = nil
        delegate?.attemptEnded(self)
    }

    /// Lets the filter work and hands on what it passed, also where it found the stream broken. False if it did.
    @discardableResult
    private func feed(
        _ filter: inout EventFilter,
        _ work: (inout EventFilter, inout [ByteBuffer]) throws(EventFilter.Broken) -> Void
    ) -> Bool {
        let hadBegun = filter.hasBegun
        var pieces: [ByteBuffer] = []
        var broken: EventFilter.Broken?
        do { try work(&filter, &pieces) } catch { broken = error }
        usage = filter.usage
        contentBytes = filter.contentBytes
        let begins = !hadBegun && filter.hasBegun
        answer = .events(filter)
        if begins {
            firstPieceAt = .now()
            delegate?.attempt(self, begins: 200, contentType: form.contentType, length: nil)
        }
        for piece in pieces { delegate?.attempt(self, passes: piece) }
        if let broken, !isGivenBack {
            var failure = AttemptFailure(broken)
            failure.answer?.isTranslated = isTranslated
            fail(failure)
        }
        return broken == nil
    }
}
