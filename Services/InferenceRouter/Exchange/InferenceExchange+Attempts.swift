import NIOCore
import Relay

/// The way to an endpoint: waiting for one, asking it, asking another.
extension InferenceExchange {
    func acquire() {
        guard let ask else { return }
        let eventLoop = client.loop.eventLoop
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        let answer = core.balancer.acquire(ask) { choice in
            eventLoop.execute { bound.value.decided(choice) }
        }
        switch answer {
        case .decided(let choice): act(on: choice)
        case .queueFull: self.answer(.queueFull)
        case .queued(let ticket, let until):
            phase = .waiting(ticket)
            if let until { reconsider(at: until) }
        }
    }

    /// The queue's decision, which may come when nobody waits for it any more.
    private func decided(_ choice: Choice) {
        guard case .waiting = phase else {
            if case .granted(let grant) = choice { core.balancer.giveBack(grant, AttemptReport(.neutral)) }
            return
        }
        act(on: choice)
    }

    /// Time alone makes an endpoint available again: then the queue is looked at.
    private func reconsider(at moment: NIODeadline) {
        let balancer = core.balancer
        client.loop.eventLoop.scheduleTask(deadline: moment + .milliseconds(1)) { balancer.reconsider() }
    }

    private func act(on choice: Choice) {
        switch choice {
        case .granted(let grant): attempt(at: grant)
        case .unknownModel: answer(.modelNotFound)
        case .budgetExhausted: answer(.budgetExhausted)
        case .noEndpoint, .wait: answer(.noEndpoint)
        }
    }

    private func attempt(at grant: Grant) {
        guard let prompt = prompt(for: grant) else {
            core.balancer.giveBack(grant, AttemptReport(.neutral))
            return answer(.invalidBody)
        }
        attempts += 1
        endpoint = grant.endpoint
        let attempt = Attempt(
            grant,
            prompt,
            isTranslated: prompt.operation != operation,
            isLast: attempts >= core.settings.retry.attempts || !prompt.isWhole,
            core: core,
            delegate: self
        )
        phase = .trying(attempt)
        withTags { attempt.start(prompt, tags: $0, on: client.loop) }
        if case .trying(let current) = phase, current === attempt { resumeBody(attempt) }
    }

    /// Tries again after a pause, or says what went wrong.
    private func goOn(after failure: AttemptFailure, at attempt: Attempt) {
        self.failure = failure
        upstreamTime = upstreamTime + (.now() - attempt.began)
        guard failure.isRetryable, !attempt.isLast, var next = ask else { return giveUp(failure) }
        next.isRetry = true
        next.tried.insert(attempt.grant.endpoint.id)
        ask = next
        let pause = pause(after: failure, next)
        guard NIODeadline.now() + pause < totalDeadline else { return giveUp(failure) }
        guard pause > .zero else { return acquire() }
        phase = .pausing(
            client.loop.eventLoop.assumeIsolated().scheduleTask(in: pause) { [weak self] in
                guard let self, case .pausing = phase else { return }
                acquire()
            }
        )
    }

    private func pause(after failure: AttemptFailure, _ next: Ask) -> TimeAmount {
        let hasAnother = core.balancer.hasAnother(for: next)
        // An endpoint that named its time is waited for in the queue; one that is gone, not at all.
        if failure.park != nil || failure.outcome == .refused && !hasAnother { return .zero }
        let backoff = Backoff(core.settings.retry)
        var generator = SystemRandomNumberGenerator()
        return hasAnother
            ? backoff.another(retry: attempts, using: &generator) : backoff.same(retry: attempts, using: &generator)
    }

    private func giveUp(_ failure: AttemptFailure) {
        if let said = failure.answer { answer(said) } else { answer(failure.error) }
    }

    func deadlinePassed() {
        deadline = .distantFuture
        switch phase {
        case .answering(let attempt) where attempt.isEvents: ping(attempt)
        case .answering(let attempt):
            attempt.cancel(.failure, label: AttemptFailure.deadline.label)
            cut()
        case .trying(let attempt):
            attempt.cancel(.failure, label: AttemptFailure.deadline.label)
            answer(.timeout)
        case .waiting, .pausing:
            letGo()
            answer(failure?.error ?? .timeout)
        case .reading, .over: break
        }
    }
}

extension InferenceExchange: AttemptDelegate {
    func attempt(_ attempt: Attempt, answered whole: WholeAnswer) {
        upstreamTime = upstreamTime + (.now() - attempt.began)
        answer(whole)
    }

    func attempt(_ attempt: Attempt, begins status: Int, contentType: String?, length: Int?) {
        upstreamTime = upstreamTime + (.now() - attempt.began)
        begin(attempt, status: status, contentType: contentType, length: length)
    }

    func attempt(_ attempt: Attempt, passes bytes: ByteBuffer) {
        pass(bytes, from: attempt)
    }

    func attemptEnded(_ attempt: Attempt) {
        if attempt.isEvents, attempt.isTranslated, let last = ollama?.end() { client.write(last) }
        finish(.complete)
        client.end()
    }

    func attempt(_ attempt: Attempt, failed failure: AttemptFailure) {
        switch phase {
        case .trying: goOn(after: failure, at: attempt)
        case .answering: breakOff(attempt)
        default: break
        }
    }

    func attempt(_ attempt: Attempt, takesMore isWritable: Bool) {
        guard prompt?.isWhole == false else { return }
        if isWritable { client.resumeReading() } else { client.pauseReading() }
    }
}
