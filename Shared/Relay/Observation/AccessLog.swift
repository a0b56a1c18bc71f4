import Daemon
import NIOCore
import NIOPosix
import Synchronization

/// Access log lines as JSON, one for each exchange. A line costs a few hundred nanoseconds where it is written:
/// it goes into a buffer that a thread of its own puts out when 100 ms have passed or 32 KiB have come together.
package final class AccessLog: Sendable {
    private struct State {
        var lines = ByteBuffer()
        var isFlushScheduled = false
        var dropped = 0
        var clock = LogClock()
    }

    private static let flushSize = 32_768
    /// What may wait for a log that does not take it; lines beyond that are counted and dropped.
    private static let limit = 4 * 1_048_576

    private let daemon: String
    /// What stands between the time and the request's id in every line.
    private let opening: ByteBuffer
    private let write: @Sendable (String) -> Void
    private let state = Mutex(State())
    private let thread: NIOThreadPool

    /// - Parameter write: takes whole lines, on a thread that may block; standard error by default.
    package init(daemon: String, write: @escaping @Sendable (String) -> Void = standardError) {
        self.daemon = daemon
        self.opening = ByteBuffer(
            string: "\",\"level\":\"info\",\"daemon\":\"\(daemon)\",\"message\":\"request\",\"request_id\":\""
        )
        self.write = write
        self.thread = NIOThreadPool(numberOfThreads: 1)
        thread.start()
    }

    deinit {
        thread.shutdownGracefully { _ in }
    }

    /// Writes the line of an exchange that ended on this event loop.
    package func append(_ record: ExchangeRecord, on eventLoop: any EventLoop) {
        let action = state.withLock { state -> Action in
            guard state.lines.readableBytes < Self.limit else {
                state.dropped += 1
                return .none
            }
            format(record, to: &state)
            if state.lines.readableBytes >= Self.flushSize { return .flush }
            guard !state.isFlushScheduled else { return .none }
            state.isFlushScheduled = true
            return .schedule
        }
        switch action {
        case .none: break
        case .flush: thread.submit { _ in self.flush() }
        case .schedule:
            eventLoop.scheduleTask(in: .milliseconds(100)) { self.thread.submit { _ in self.flush() } }
        }
    }

    private enum Action {
        case none
        case schedule
        case flush
    }

    private func format(_ record: ExchangeRecord, to state: inout State) {
        state.clock.writeNow(after: "{\"time\":\"", to: &state.lines)
        state.lines.writeImmutableBuffer(opening)
        record.tags.writeRequestID(to: &state.lines)
        state.lines.writeStaticString("\",\"trace_id\":\"")
        record.tags.writeTraceID(to: &state.lines)
        state.lines.writeStaticString("\",\"method\":\"")
        state.lines.writeString(record.method.rawValue)
        state.lines.writeStaticString("\",\"route\":\"")
        state.lines.writeString(record.route)
        state.lines.writeStaticString("\",\"status\":")
        state.lines.writeDecimal(record.status)
        state.lines.writeStaticString(",\"ms\":")
        state.lines.writeMilliseconds(record.duration)
        state.lines.writeStaticString(",\"bytes_in\":")
        state.lines.writeDecimal(record.bytesIn)
        state.lines.writeStaticString(",\"bytes_out\":")
        state.lines.writeDecimal(record.bytesOut)
        if let upstream = record.upstream {
            state.lines.writeStaticString(",\"upstream\":\"")
            state.lines.writeString(upstream)
            state.lines.writeStaticString("\"")
        }
        if let attempts = record.attempts {
            state.lines.writeStaticString(",\"attempts\":")
            state.lines.writeDecimal(attempts)
        }
        if record.outcome != .complete {
            state.lines.writeStaticString(",\"outcome\":\"")
            state.lines.writeString(record.outcome.rawValue)
            state.lines.writeStaticString("\"")
        }
        if let failure = record.failure {
            state.lines.writeStaticString(",\"failure\":\"")
            state.lines.writeString(failure.rawValue)
            state.lines.writeStaticString("\"")
        }
        state.lines.writeStaticString("}\n")
    }

    /// Writes out what has come together. Blocks: not for an event loop.
    package func flush() {
        var (lines, dropped) = state.withLock { state in
            defer {
                // As much room as the last lines needed: they come at about the same rate.
                let room = min(state.lines.readableBytes, 2 * Self.flushSize)
                state.lines = ByteBufferAllocator().buffer(capacity: room)
                state.isFlushScheduled = false
                state.dropped = 0
            }
            return (state.lines, state.dropped)
        }
        if dropped > 0 {
            lines.writeString(
                "{\"level\":\"warning\",\"daemon\":\"\(daemon)\",\"message\":\"access log lines dropped\",\"count\":\(dropped)}\n"
            )
        }
        if lines.readableBytes > 0 { write(String(buffer: lines)) }
    }
}
