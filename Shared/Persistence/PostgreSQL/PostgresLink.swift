import CPostgres
import Foundation

/// One open libpq connection, used by the thread that opened it.
///
/// A server that hangs would hold that thread for ever: its machine goes on confirming what arrives. So each answer is
/// awaited with a limit, and a connection on which none came in time is given up.
final class PostgresLink {
    /// How long the server may take for an answer.
    var patience: Duration

    private let handle: OpaquePointer
    private var isGivenUp = false

    init(_ settings: PostgresSettings) throws {
        patience = settings.limits.answering
        let parameters = settings.parameters
        var names = parameters.map { UnsafePointer(strdup($0.name)) }
        var values = parameters.map { UnsafePointer(strdup($0.value)) }
        defer { (names + values).forEach { free(UnsafeMutableRawPointer(mutating: $0)) } }
        names.append(nil)
        values.append(nil)
        guard let handle = PQconnectdbParams(names, values, 1) else { throw DatabaseError.unavailable("out of memory") }
        self.handle = handle
        guard isAlive else { throw DatabaseError.unavailable(PostgresLink.message(of: handle)) }
        // Notices would go to stderr, between the log lines.
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        // Sending must not block either.
        PQsetnonblocking(handle, 1)
        _ = try query(settings.setUp)
    }

    deinit { PQfinish(handle) }

    var isAlive: Bool { !isGivenUp && PQstatus(handle) == CONNECTION_OK }
    var isIdle: Bool { PQtransactionStatus(handle) == PQTRANS_IDLE }

    /// Several statements without parameters, by the simple protocol. Returns the last one's command tag.
    @discardableResult
    func run(_ text: String) throws -> String {
        try answer(isSent: PQsendQuery(handle, text) == 1).commandTag
    }

    func query(_ sql: SQL) throws -> PostgresAnswer {
        let (text, values) = try sql.rendered(for: .postgres)
        let parameters = PostgresParameters(values)
        let sent = parameters.withPointers { pointers in
            PQsendQueryParams(
                handle,
                text,
                Int32(parameters.count),
                parameters.types,
                pointers,
                parameters.lengths,
                parameters.formats,
                1
            )
        }
        return try answer(isSent: sent == 1)
    }

    var socket: Int32 { PQsocket(handle) }

    /// Reads what the server has sent. False where the connection is lost.
    func consume() -> Bool { PQconsumeInput(handle) == 1 }

    /// A notice that came on a channel; whoever takes it frees it with `PQfreemem`.
    func nextNotice() -> UnsafeMutablePointer<PGnotify>? { PQnotifies(handle) }

    var message: String { isGivenUp ? "the server doesn't answer" : PostgresLink.message(of: handle) }

    /// Of several statements the last one's, which is the one that failed where one did.
    private func answer(isSent: Bool) throws -> PostgresAnswer {
        guard isSent else { throw DatabaseError.unavailable(message) }
        let end = ContinuousClock.now + patience
        var last: PostgresAnswer?
        var failure: (any Error)?
        while true {
            try awaitResult(until: end)
            guard let result = PQgetResult(handle) else { break }
            do { last = try PostgresAnswer(result, of: self) } catch { failure = failure ?? error }
        }
        if let failure { throw failure }
        guard let last else { throw DatabaseError.unavailable(message) }
        return last
    }

    /// Returns once libpq can say what came without waiting for more; also where the connection is lost, which it says.
    private func awaitResult(until end: ContinuousClock.Instant) throws {
        while true {
            let unsent = PQflush(handle)
            guard unsent >= 0, unsent == 1 || PQisBusy(handle) == 1 else { return }
            guard isReady(toSend: unsent == 1, until: end) else {
                isGivenUp = true
                throw DatabaseError.unavailable(message)
            }
            guard PQconsumeInput(handle) == 1 else { return }
        }
    }

    /// False where the time is over first.
    private func isReady(toSend: Bool, until end: ContinuousClock.Instant) -> Bool {
        let events = toSend ? POLLIN | POLLOUT : POLLIN
        var socket = pollfd(fd: PQsocket(handle), events: Int16(truncatingIfNeeded: events), revents: 0)
        while true {
            let left = ContinuousClock.now.duration(to: end).milliseconds
            guard left > 0 else { return false }
            let count = poll(&socket, 1, Int32(clamping: left))
            // A signal may end the wait early.
            if count > 0 || (count < 0 && errno != EINTR) { return true }
        }
    }

    /// libpq's messages name the host and the user, not the password. One line of it is enough.
    private static func message(of handle: OpaquePointer) -> String {
        String(cString: PQerrorMessage(handle)).split(separator: "\n").first.map(String.init) ?? "no reason given"
    }
}
