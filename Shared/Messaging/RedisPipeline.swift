import DequeModule
import Glibc

/// Sends what is queued without waiting for earlier replies, and matches replies in order; on the connection's thread.
final class RedisPipeline {
    private static let keepAlive = Duration.seconds(15)
    private static let ping = RedisCommand.encode(["PING"])

    private let session: RedisSession
    private let wakeup: Wakeup
    private let timeout: Duration
    private let push: (any RedisPushHandler)?
    private var inFlight = Deque<PendingCommand>()
    private var lastTraffic = ContinuousClock.now
    /// Until when a push connection must have answered a ping.
    private var pongDeadline: ContinuousClock.Instant?

    init(session: RedisSession, wakeup: Wakeup, timeout: Duration, push: (any RedisPushHandler)?) {
        self.session = session
        self.wakeup = wakeup
        self.timeout = timeout
        self.push = push
    }

    /// Commands that were sent and not yet answered.
    var count: Int { inFlight.count }

    func send(_ batch: [PendingCommand]) throws(RedisSessionError) {
        guard !batch.isEmpty else { return }
        for command in batch where !command.isAbandoned {
            try session.append(command.wire)
            if push == nil { inFlight.append(command) }
        }
        lastTraffic = .now
        try session.write()
    }

    /// Waits for replies, room to write, a signal or a deadline, whichever comes first, and deals with it.
    func turn() throws(RedisSessionError) {
        try keepAlive()
        let events = POLLIN | (session.hasOutput ? POLLOUT : 0)
        let ready = wakeup.wait(for: session.descriptor, events: events, timeout: waitingTime())
        if ready & POLLOUT != 0 { try session.write() }
        if ready & (POLLIN | POLLHUP | POLLERR) != 0 { try receive() }
        try checkDeadlines()
    }

    /// Ends every command that is still without a reply.
    func failAll() -> Int {
        var failed = 0
        while let command = inFlight.popFirst() {
            command.reply.set(.failure(RedisError.unavailable))
            failed += 1
        }
        return failed
    }

    private func receive() throws(RedisSessionError) {
        try session.read()
        lastTraffic = .now
        pongDeadline = nil
        while let reply = try session.nextReply() {
            if let push {
                push.received(reply)
            } else if let command = inFlight.popFirst() {
                command.reply.set(Self.result(reply))
            } else {
                throw RedisSessionError(reason: "a reply to no command")
            }
        }
    }

    private static func result(_ reply: RedisReply) -> Result<RedisReply, any Error> {
        if case .error(let message) = reply { .failure(RedisError.refusal(message)) } else { .success(reply) }
    }

    /// A peer that vanished without closing is noticed while nobody asks for anything.
    private func keepAlive() throws(RedisSessionError) {
        guard inFlight.isEmpty, pongDeadline == nil, lastTraffic.duration(to: .now) >= Self.keepAlive else { return }
        let deadline = ContinuousClock.now + timeout
        if push != nil { pongDeadline = deadline }
        try send([PendingCommand(wire: Self.ping, deadline: deadline)])
    }

    private func waitingTime() -> Duration {
        let next = inFlight.first?.deadline ?? pongDeadline ?? lastTraffic + Self.keepAlive
        return max(.zero, ContinuousClock.now.duration(to: next))
    }

    /// Replies come in order, so one that is overdue holds up all others: the connection is given up.
    private func checkDeadlines() throws(RedisSessionError) {
        let now = ContinuousClock.now
        if let command = inFlight.first, command.deadline <= now {
            command.reply.set(.failure(RedisError.timedOut))
            throw RedisSessionError(reason: "no reply in time")
        }
        if let pongDeadline, pongDeadline <= now { throw RedisSessionError(reason: "no answer to a ping") }
    }
}
