import Daemon
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Identity
import Logging
import NIOCore
import SuiteProtocol

/// An answer as server-sent events: `card`, `delta`…, then `done`, or `error`.
struct HelpDeskEvents: Sendable {
    struct Delta: Encodable {
        let text: String
    }

    struct Done: Encodable {
        let response: String
        let removed: Int
    }

    /// Nobody to tell of it: their card is kept.
    private struct ReaderLeft: Error {}

    let desk: HelpDesk
    let prepared: HelpDesk.Prepared
    let context: AuthenticatedContext

    var response: Response {
        Response(
            status: .ok,
            headers: [.contentType: "text/event-stream", .cacheControl: "no-store", .accelBuffering: "no"],
            body: ResponseBody { writer in
                var id = 0
                func write(_ bytes: ByteBuffer) async throws {
                    do { try await writer.write(bytes) } catch { throw ReaderLeft() }
                }
                func send(_ name: String, _ data: some Encodable) async throws {
                    try await write(Self.event(name, id: id, data))
                    id += 1
                }
                do {
                    try await send("card", prepared.card)
                    let outcome = try await desk.finish(prepared, for: context) { text in
                        if text.isEmpty {
                            try await write(ByteBuffer(string: ": ping\n\n"))
                        } else {
                            try await send("delta", Delta(text: text))
                        }
                    }
                    let text = outcome.text.isEmpty ? prepared.card.words : outcome.text
                    if outcome.text.isEmpty { try await send("delta", Delta(text: text)) }
                    try await send("done", Done(response: text, removed: outcome.removed))
                } catch let error where !(error is ReaderLeft) {
                    try Task.checkCancellation()
                    context.logger.error("an answer was cut off", metadata: ["error": "\(String(reflecting: error))"])
                    try await send(
                        "error",
                        Problem(describing: error).body(requestID: context.id, language: context.language)
                    )
                }
                try await writer.finish(nil)
            }
        )
    }

    private static func event(_ name: String, id: Int, _ data: some Encodable) -> ByteBuffer {
        let json = (try? WireJSON.encoder().encode(data)) ?? Data("{}".utf8)
        var buffer = ByteBuffer()
        buffer.writeString("id: \(id)\nevent: \(name)\ndata: ")
        buffer.writeBytes(json)
        buffer.writeString("\n\n")
        return buffer
    }
}
