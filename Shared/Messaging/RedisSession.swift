import CRedis
import Glibc

/// One hiredis context from connect to loss, owned by the thread that made it.
final class RedisSession {
    private let context: UnsafeMutablePointer<redisContext>

    var descriptor: Int32 { context.pointee.fd }
    private(set) var hasOutput = false

    /// Connects, authenticates, selects the database and makes sure that Redis answers; blocks up to the timeouts.
    init(_ address: RedisAddress, connectTimeout: Duration, commandTimeout: Duration) throws(RedisSessionError) {
        let connectTime = timeval(connectTimeout)
        let opened =
            switch address.endpoint {
            case .tcp(let host, let port): redisConnectWithTimeout(host, Int32(port), connectTime)
            case .unix(let path): redisConnectUnixWithTimeout(path, connectTime)
            }
        guard let opened else { throw RedisSessionError(reason: "out of memory") }
        context = opened
        try check(opened.pointee.err == 0)
        try check(redisSetTimeout(context, timeval(commandTimeout)) == REDIS_OK)
        if case .tcp = address.endpoint { try check(redisEnableKeepAlive(context) == REDIS_OK) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        try greet(address)
        // From here on the thread waits in poll(), so that a queued command or a stop wakes it while it listens.
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        context.pointee.flags &= ~REDIS_BLOCK
    }

    deinit { redisFree(context) }

    func append(_ wire: [UInt8]) throws(RedisSessionError) {
        let result = wire.withUnsafeBytes { bytes in
            redisAppendFormattedCommand(context, bytes.bindMemory(to: CChar.self).baseAddress, bytes.count)
        }
        try check(result == REDIS_OK)
        hasOutput = true
    }

    /// Writes as much as the socket takes.
    func write() throws(RedisSessionError) {
        guard hasOutput else { return }
        var done: Int32 = 0
        try check(redisBufferWrite(context, &done) == REDIS_OK)
        hasOutput = done == 0
    }

    /// Reads what has arrived; the end of the connection is an error.
    func read() throws(RedisSessionError) {
        try check(redisBufferRead(context) == REDIS_OK)
    }

    /// The next whole reply among what was read.
    func nextReply() throws(RedisSessionError) -> RedisReply? {
        var raw: UnsafeMutableRawPointer?
        try check(redisGetReplyFromReader(context, &raw) == REDIS_OK)
        return Self.take(raw)
    }

    private func greet(_ address: RedisAddress) throws(RedisSessionError) {
        if let password = address.password {
            try ask(["AUTH"] + (address.user.map { [$0] } ?? []) + [password])
        }
        if address.database != 0 { try ask(["SELECT", address.database]) }
        // Also finds out that a password is missing, or that Redis still loads its data.
        try ask(["PING"])
    }

    private func ask(_ arguments: [any RedisArgument]) throws(RedisSessionError) {
        try append(RedisCommand.encode(arguments))
        hasOutput = false
        var raw: UnsafeMutableRawPointer?
        try check(redisGetReply(context, &raw) == REDIS_OK)
        if case .error(let message) = Self.take(raw) {
            throw RedisSessionError(reason: RedisError.refusal(message).description)
        }
    }

    private static func take(_ raw: UnsafeMutableRawPointer?) -> RedisReply? {
        guard let raw else { return nil }
        defer { freeReplyObject(raw) }
        return RedisReply(raw.assumingMemoryBound(to: redisReply.self))
    }

    private func check(_ succeeded: Bool) throws(RedisSessionError) {
        if succeeded { return }
        throw RedisSessionError(
            reason: withUnsafeBytes(of: context.pointee.errstr) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
        )
    }
}

/// Why a connection could not be made or was lost, in the system's or hiredis's words.
struct RedisSessionError: Error {
    let reason: String
}

extension timeval {
    fileprivate init(_ duration: Duration) {
        let milliseconds = duration.milliseconds
        self.init(tv_sec: milliseconds / 1000, tv_usec: milliseconds % 1000 * 1000)
    }
}
