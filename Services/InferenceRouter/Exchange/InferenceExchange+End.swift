import Daemon
import NIOCore
import Relay

/// What is left of a request once it is over.
extension InferenceExchange {
    var language: Language { Language(acceptLanguage: head?.fields[.acceptLanguage]) }

    func withTags(_ body: (RequestTags) -> Void) {
        if let tags { body(tags) }
    }

    /// Gives back whatever is held: a place in the queue, a timer, an endpoint.
    func letGo() {
        switch phase {
        case .reading, .over: break
        case .waiting(let ticket): _ = core.balancer.leave(ticket)
        case .pausing(let pause): pause.cancel()
        case .trying(let attempt), .answering(let attempt): attempt.cancel()
        }
    }

    /// The last thing an exchange does, once.
    func finish(_ outcome: ExchangeRecord.Outcome) {
        if case .over = phase { return }
        phase = .over
        if deadlineIndex >= 0 { client.loop.deadlines.remove(self) }
        core.balancer.requestEnded()
        guard let head, let tags else { return }
        let record = ExchangeRecord(
            method: head.method,
            route: path,
            status: status,
            outcome: outcome,
            duration: .now() - began,
            bytesIn: bytesIn,
            bytesOut: client.bytesWritten,
            upstream: endpoint?.id,
            attempts: attempts,
            tags: tags
        )
        metrics.record(record)
        core.accessLog?.append(record, on: client.loop.eventLoop)
        self.head = nil
        self.tags = nil
        dropPrompt()
    }

    /// The request is answered for good or has begun to be: its bytes aren't needed again.
    func dropPrompt() {
        prompt = nil
        translated = nil
        body = ByteBuffer()
    }
}
