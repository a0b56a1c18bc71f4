import Daemon
import HTTPTypes
import Hummingbird
import Identity

/// An answer as server-sent events: `card`, `delta`…, then `done`, or `error`.
struct HelpDeskEvents: Sendable {
    struct Delta: Encodable {
        let text: String
    }

    struct Done: Encodable {
        let response: String
        let removed: Int
    }

    let desk: HelpDesk
    let prepared: HelpDesk.Prepared
    let context: AuthenticatedContext

    var response: Response {
        let events = NumberedEvents(context) { sender in
            try await sender.send("card", prepared.card)
            let outcome = try await desk.finish(prepared, for: context) { text in
                if text.isEmpty {
                    try await sender.ping()
                } else {
                    try await sender.send("delta", Delta(text: text))
                }
            }
            let text = outcome.text.isEmpty ? prepared.card.words : outcome.text
            if outcome.text.isEmpty { try await sender.send("delta", Delta(text: text)) }
            try await sender.send("done", Done(response: text, removed: outcome.removed))
        }
        return Response(
            status: .ok,
            headers: .eventStream,
            body: ResponseBody { writer in
                try await events.write(to: &writer)
                try await writer.finish(nil)
            }
        )
    }
}
