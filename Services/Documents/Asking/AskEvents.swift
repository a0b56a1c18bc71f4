import Daemon
import HTTPTypes
import Hummingbird
import Identity

/// An answer as server-sent events, each with its number as `id`. It isn't kept: whoever leaves ends it, the model's work
/// too, and asks again.
struct AskEvents: Sendable {
    /// After which a reader is told that the answer is still worked on.
    private static let silence = Duration.seconds(15)

    private enum Step: Sendable {
        case event(AskEvent)
        case ping
    }

    let request: Request
    let context: AuthenticatedContext
    let write: @Sendable (_ emit: AskWriter.Emit) async throws -> Void

    var response: Response {
        var headers = HTTPFields.eventStream
        // Watching for a reader who leaves takes the connection up: nobody may send another request on it.
        headers[.connection] = "close"
        let events = NumberedEvents(context) { sender in
            try await steps { step in
                switch step {
                case .ping: try await sender.ping()
                case .event(let event): try await Self.send(event, to: &sender)
                }
            }
        }
        return Response(
            status: .ok,
            headers: headers,
            body: ResponseBody { writer in
                try await request.body.consumeWithCancellationOnInboundClose { _ in
                    try await events.write(to: &writer)
                }
                try await writer.finish(nil)
            }
        )
    }

    /// The answer's events and pings between them, until it is written or the reader leaves.
    private func steps(_ take: (Step) async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            let (steps, continuation) = AsyncThrowingStream<Step, any Error>.makeStream()
            group.addTask {
                do {
                    try await write { continuation.yield(.event($0)) }
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            group.addTask {
                while true {
                    try await Task.sleep(for: Self.silence)
                    continuation.yield(.ping)
                }
            }
            defer { group.cancelAll() }
            for try await step in steps { try await take(step) }
        }
    }

    private static func send(
        _ event: AskEvent,
        to sender: inout NumberedEvents<AuthenticatedContext>.Sender
    ) async throws {
        switch event {
        case .progress(let progress): try await sender.send("progress", progress)
        case .sources(let sources): try await sender.send("sources", sources)
        case .delta(let delta): try await sender.send("delta", delta)
        case .done(let done): try await sender.send("done", done)
        }
    }
}
