import CPostgres
import Foundation
import Logging
import Synchronization

/// A connection of its own on which PostgreSQL tells of a channel. One that breaks is replaced, and that is told like a
/// notice, since one may have been missed.
final class PostgresListener: Sendable {
    /// How often the connection is tried where nothing is heard.
    private static let silence = Duration.seconds(30)

    private let settings: PostgresSettings
    private let channel: SQL
    private let logger: Logger
    private let notices: AsyncStream<Void>.Continuation
    /// Written to when nobody listens any more: the thread waits for this too.
    private let ending: (read: Int32, write: Int32)
    private let isEnded = Mutex(false)

    /// - Parameter channel: of the schema.
    init(
        _ settings: PostgresSettings,
        channel: String,
        logger: Logger,
        to notices: AsyncStream<Void>.Continuation
    ) throws {
        var pipe: [Int32] = [-1, -1]
        guard Glibc.pipe(&pipe) == 0 else { throw DatabaseError.unavailable(String(cString: strerror(errno))) }
        for end in pipe { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        ending = (pipe[0], pipe[1])
        self.settings = settings
        self.channel = "LISTEN \(identifier: "\(settings.schema).\(channel)")"
        self.logger = logger
        self.notices = notices
    }

    deinit {
        close(ending.read)
        close(ending.write)
    }

    func start() {
        DatabaseThread.start { self.work() }
    }

    func stop() {
        isEnded.withLock { $0 = true }
        _ = write(ending.write, [1], 1)
    }

    private func work() {
        var isFirst = true
        while !isEnded.withLock({ $0 }) {
            do {
                let link = try PostgresLink(settings)
                _ = try link.query(channel)
                if !isFirst { logger.notice("database listener replaced") }
                isFirst = false
                notices.yield()
                try listen(on: link)
            } catch {
                logger.warning("the database can't be listened to", metadata: ["error": "\(error)"])
                _ = isEnding(within: .seconds(1), besides: nil)
            }
        }
    }

    /// Until the end, or until the connection breaks, which throws.
    private func listen(on link: PostgresLink) throws {
        while true {
            let heard = isEnding(within: Self.silence, besides: link.socket)
            if isEnded.withLock({ $0 }) { return }
            if heard == nil { _ = try link.query("SELECT 1") }
            if try link.takeNotices() { notices.yield() }
        }
    }

    /// Waits for the end or the socket. Nil where the time was over first.
    private func isEnding(within limit: Duration, besides socket: Int32?) -> Bool? {
        var waits = [pollfd(fd: ending.read, events: Int16(POLLIN), revents: 0)]
        if let socket { waits.append(pollfd(fd: socket, events: Int16(POLLIN), revents: 0)) }
        let count = poll(&waits, nfds_t(waits.count), Int32(clamping: limit.milliseconds))
        return count == 0 ? nil : waits[0].revents != 0
    }
}

extension PostgresLink {
    /// Takes in what has come. Returns whether there was a notice.
    func takeNotices() throws -> Bool {
        guard consume() else { throw DatabaseError.unavailable(message) }
        var found = false
        while let notice = nextNotice() {
            PQfreemem(notice)
            found = true
        }
        return found
    }
}
