/// A command on its way, and who waits for its reply.
struct PendingCommand: Sendable {
    let wire: [UInt8]
    let deadline: ContinuousClock.Instant
    let reply = Promise<RedisReply>()

    /// Given up by its caller, so it need not be sent.
    var isAbandoned: Bool { reply.isSet }
}

/// What listens on a connection whose replies answer no command: pub/sub. Called on the connection's thread.
protocol RedisPushHandler: AnyObject, Sendable {
    func connectionOpened()
    func received(_ reply: RedisReply)
    func connectionClosed()
}
