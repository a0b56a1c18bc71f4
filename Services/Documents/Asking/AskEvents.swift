import Daemon
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Identity
import Logging
import NIOCore
import SuiteProtocol

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
        Response(
            status: .ok,
            headers: [
                .contentType: "text/event-stream", .cacheControl: "no-store", .accelBuffering: "no",
                // Watching for a reader who leaves takes the connection up: nobody may send another request on it.
                .connection: "close",
            ],
            body: ResponseBody { writer in
                var id = 0
                func send(_ event: ByteBuffer) async throws {
                    try await writer.write(event)
                    id += 1
                }
                try await request.body.consumeWithCancellationOnInboundClose { _ in
                    do {
                        try await steps { step in
                            switch step {
                            case .ping: try await writer.write(ByteBuffer(string: ": ping\n\n"))
                            case .event(let event): try await send(Self.bytes(event, id: id))
                            }
                        }
                    } catch {
                        try Task.checkCancellation()
                        let problem = Problem(describing: error)
                        if problem.status.code >= 500 {
                            context.logger.error(
                                "an answer failed",
                                metadata: ["error": "\(String(reflecting: error))"]
                            )
                        }
                        let body = problem.body(requestID: context.id, language: context.language)
                        try await send(Self.bytes("error", id: id, body))
                    }
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

    private static func bytes(_ event: AskEvent, id: Int) -> ByteBuffer {
        switch event {
        case .progress(let progress): bytes("progress", id: id, progress)
        case .sources(let sources): bytes("sources", id: id, sources)
        case .delta(let delta): bytes("delta", id: id, delta)
        case .done(let done): bytes("done", id: id, done)
        }
    }

    private static func bytes(_ name: String, id: Int, _ data: some Encodable) -> ByteBuffer {
        let json = (try? WireJSON.encoder().encode(data)) ?? Data("{}".utf8)
        var buffer = ByteBuffer()
        buffer.writeString("id: \(id)\nevent: \(name)\ndata: ")
        buffer.writeBytes(json)
        buffer.writeString("\n\n")
        return buffer
    }
}

extension HTTPField.Name {
    /// Tells a proxy in front not to hold events back.
    fileprivate static var accelBuffering: Self { .init("X-Accel-Buffering") ?? .cacheControl }
}
